/** Office, mail, meetings and files. How a line reads is told in `product-names.ts`. */
export const OFFICE_PRODUCTS = `
Microsoft 365 = m365, office 365, o365, microsoft office 365, ms 365, microsoft 365 copilot
Microsoft Office = ms office, ?office
Microsoft Word = ms word, winword, ~word
Microsoft Excel = ms excel, ~excel
Microsoft PowerPoint = ms powerpoint, powerpoint, power point, ?ppt
Microsoft Outlook = ms outlook, outlook, outlook web app, ?owa
Microsoft Teams = ms teams, msteams, ~teams
Microsoft OneNote = onenote, one note
OneDrive = one drive, microsoft onedrive, onedrive for business
SharePoint = share point, microsoft sharepoint, sharepoint online
Microsoft Access = ms access, ?access
Microsoft Project = ms project, ?project
Microsoft Visio = visio, ms visio
Microsoft Publisher = ms publisher, ?publisher
Microsoft Planner = ms planner, ?planner
Microsoft To Do = ms to do, microsoft todo
Microsoft Forms = ms forms, ?forms
Microsoft Loop = ms loop, ?loop
Microsoft Bookings = ms bookings, ?bookings
Microsoft Whiteboard = ms whiteboard
Microsoft Stream = ms stream
Microsoft Copilot = copilot, ms copilot, copilot for microsoft 365
Microsoft Exchange = exchange online, ms exchange, exchange server
Viva Engage = yammer, microsoft viva
Skype = skype for business
~Zoom = zoom workplace, zoom rooms, zoom phone
Webex = cisco webex, webex meetings
GoToMeeting = goto meeting, gotowebinar
BlueJeans
RingCentral = ring central
Dialpad = dial pad
3CX
8x8
Jitsi = jitsi meet
~Slack
~Discord
Mattermost
Rocket.Chat = rocketchat
~Telegram
WhatsApp = whats app, whatsapp business
?Signal
Threema = threema work
Google Workspace = g suite, gsuite, google apps
Gmail = google mail
Google Calendar = gcal
Google Drive = gdrive
Google Docs = ?docs
Google Sheets = ?sheets
Google Slides = ?slides
Google Meet = gmeet, ?meet
Google Chat
Google Forms
Google Chrome = chrome, chrome browser
Google Earth
Google Maps
Google Analytics = ga4
Google Ads = google adwords, adwords
Google Cloud = gcp, google cloud platform
~Gemini = google gemini
Looker = looker studio, google data studio
Firefox = mozilla firefox
Thunderbird = mozilla thunderbird
Microsoft Edge = ms edge, edge browser, ~edge
~Safari
?Brave = brave browser
?Opera = opera browser
Vivaldi
Internet Explorer = ie11
LibreOffice = libre office
OpenOffice = open office
OnlyOffice
iWork
?Keynote
Apple Pages
Apple Numbers
iCloud = icloud drive
FaceTime
Dropbox = drop box, dropbox paper, dropbox sign
?Box = box drive, box.com
Egnyte
Nextcloud = next cloud
ownCloud
Citrix ShareFile = sharefile
WeTransfer
Evernote
~Notion = notion ai
~Obsidian
Roam Research
?Coda = coda.io
Airtable = air table
Smartsheet = smart sheet
Adobe Acrobat = acrobat, acrobat pro, acrobat reader, adobe acrobat pro, adobe reader, acrobat dc, adobe acrobat dc, adobe pdf
Foxit = foxit pdf, foxit reader, foxit pdf editor, foxit phantompdf
Nitro PDF = nitro pro
PDF-XChange = pdf xchange, pdf x change editor
DocuSign = docu sign
Adobe Sign = adobe acrobat sign, echosign
PandaDoc
HelloSign = hello sign
Grammarly
DeepL = deepl translator
ChatGPT = chat gpt, open ai chatgpt
OpenAI = open ai
~Claude = anthropic claude, claude code
Perplexity
Otter.ai = otter ai
Fireflies.ai = fireflies ai
Calendly
~Doodle
SurveyMonkey = survey monkey
Typeform
Jotform
Qualtrics
Mentimeter
Kahoot
Slido = sli.do
Poll Everywhere
?Loom
Vimeo
YouTube = you tube
Panopto
Vidyard
Descript
Prezi
Beautiful.ai
think-cell = think cell, thinkcell
Miro
?MURAL
Lucidchart = lucid chart
Lucidspark
draw.io = drawio, diagrams.net
MindManager = mind manager, mindjet
XMind
FigJam
Pocket Casts
Spotify
Zotero
EndNote = end note
Mendeley
Citavi
MATLAB = mat lab
SPSS = ibm spss
Stata
Mathematica
OriginPro
?JMP
?SAS
Minitab
NVivo
MAXQDA
ATLAS.ti
LaTeX = overleaf
`;

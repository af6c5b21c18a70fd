/** Sales, money, people and service. How a line reads is told in `product-names.ts`. */
export const BUSINESS_PRODUCTS = `
Salesforce = sales force, sfdc, salesforce sales cloud, salesforce lightning
HubSpot = hub spot, hubspot sales
Pipedrive
Zoho = zoho crm, zoho desk
SugarCRM = sugar crm
Microsoft Dynamics 365 = dynamics 365, ms dynamics, microsoft dynamics, dynamics crm, ~dynamics
Business Central = dynamics business central, dynamics nav, navision, microsoft navision
SAP = sap erp, sap gui, sap s/4hana, s/4hana, s4 hana, sap hana
SAP Concur = concur
SAP Ariba = ariba
SAP SuccessFactors = successfactors
SAP Fiori = fiori
SAP BusinessObjects = business objects
SAP Analytics Cloud
NetSuite = net suite, oracle netsuite
~Workday
ADP = adp workforce
BambooHR = bamboo hr
Personio
Rippling
~Gusto
Paychex
Paylocity
UKG = kronos
HiBob = hi bob
Deel
?Lattice
Culture Amp
15Five
?Greenhouse
?Lever
?Workable
SmartRecruiters
Taleo
iCIMS
LinkedIn = linkedin learning, linkedin recruiter, linkedin sales navigator, sales navigator
?Indeed
Xing
Udemy
Coursera
Pluralsight = plural sight
Skillsoft
Moodle
?Cornerstone = cornerstone ondemand
Docebo
Zendesk = zen desk
Freshdesk
Freshservice
ServiceNow
~Intercom
?Drift
?Front
Gorgias
Gainsight
?Gong = gong.io
?Chorus = chorus.ai
?Outreach = outreach.io
SalesLoft
ZoomInfo = zoom info
Apollo.io = ?apollo
Clearbit
?Seismic
Highspot
Marketo
Pardot
Mailchimp = mail chimp
SendGrid
Klaviyo
Braze
ActiveCampaign
Constant Contact
Hootsuite = hoot suite
Sprout Social
?Buffer
Semrush = sem rush
Ahrefs
?Moz
Hotjar = hot jar
Optimizely
Facebook = facebook ads, meta ads, meta business suite
Instagram
TikTok = tik tok
Twitter
Pinterest
QuickBooks = quick books, quickbooks online
Xero
?Sage = sage 50, sage 100, sage intacct
FreshBooks
DATEV
Lexware
Exact Online
Coupa
Expensify
Brex
Spendesk
Pleo
?Stripe
PayPal = pay pal
Adyen
BlackLine
Anaplan
Hyperion = oracle hyperion
Adaptive Planning
Tableau = tableau desktop, tableau server
Power BI = powerbi, power bi desktop, ms power bi
Power Automate = microsoft flow, power automate desktop
Power Apps = powerapps
Qlik = qlik sense, qlikview
Alteryx
KNIME
?Domo
Crystal Reports
Cognos = ibm cognos
MicroStrategy
ThoughtSpot
Metabase
Asana
monday.com = monday com, monday dot com
ClickUp
Basecamp = base camp
Wrike
Teamwork = teamwork.com
Todoist
?Harvest
Toggl = toggl track
Clockify
?Tempo = tempo timesheets
Everhour
Hubstaff
Zapier
?Make = make.com
UiPath = ui path
Automation Anywhere
Blue Prism
IFTTT
Bloomberg = bloomberg terminal, bloomberg anywhere
FactSet
Refinitiv = refinitiv eikon, eikon
Capital IQ = s&p capital iq, cap iq
PitchBook = pitch book
Morningstar
LexisNexis = lexis nexis
Westlaw
iManage
NetDocuments
?Clio
?Relativity
Lightspeed
ServiceMax
SAP Crystal Reports
TOPdesk
Jitterbit
Veeva = veeva vault
?Epic = epic emr, epic hyperspace
Cerner
Meditech
Procore
PlanGrid
Primavera = primavera p6
BIM 360
Aconex
Workfront = adobe workfront
Planview
Aha! = aha.io
Productboard
Pendo
UserTesting
Dovetail
?Guru
?Envoy
?Robin = robin powered
Egencia
TravelPerk
Navan
Uber for Business
OneTrust
?Vanta
Drata
LogicGate
?Archer = rsa archer
?Diligent
M-Files
OpenText
DocuWare
?ELO
d.velop
Laserfiche
Hyland OnBase = onbase
FileMaker = file maker
QuickBase = quick base
?Infor
Epicor
?IFS
Odoo
proALPHA
abas ERP
Teamcenter
Windchill
PTC Windchill
SharpSpring
Five9
Genesys = genesys cloud
Talkdesk
Twilio
Aircall = air call
NICE inContact = incontact
Avaya = avaya one-x, avaya workplace
Mitel
`;

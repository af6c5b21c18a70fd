/** Building, running and securing software. How a line reads is told in `product-names.ts`. */
export const ENGINEERING_PRODUCTS = `
GitHub = git hub, github enterprise
GitHub Copilot
GitLab = git lab
Bitbucket = bit bucket
Git
Azure DevOps = tfs
Azure = microsoft azure, azure portal
AWS = amazon web services, aws console
Jira = jira software, jira cloud, atlassian jira
Jira Service Management = jira service desk
~Confluence
Trello
Atlassian
Opsgenie
Statuspage
?Bamboo
~Jenkins
CircleCI = circle ci
TeamCity
Travis CI
Argo CD = argocd
Octopus Deploy
Ansible
Terraform = terraform cloud
?Puppet
Vagrant
Docker = docker desktop, docker hub
Kubernetes = k8s
OpenShift
Rancher
Podman
?Helm
Visual Studio = ms visual studio
Visual Studio Code = vs code, vscode
IntelliJ IDEA = intellij, intellij ultimate
PyCharm
WebStorm
PhpStorm
CLion
?Rider = jetbrains rider
DataGrip
GoLand
RubyMine
JetBrains = jet brains, jetbrains all products pack
Android Studio
Xcode = x code
~Eclipse = eclipse ide
NetBeans
Sublime Text = ~sublime
Notepad++ = notepad plus plus
?Cursor = cursor ide, cursor ai
~Postman
?Insomnia
SoapUI
~Swagger = swaggerhub
?Fiddler
Wireshark = wire shark
PuTTY
WinSCP = win scp
FileZilla = file zilla
MobaXterm
SecureCRT
Beyond Compare
7-Zip = 7zip, seven zip
WinRAR = win rar
WinZip
Total Commander
~Python
~Anaconda
Jupyter = jupyter notebook, jupyterlab
RStudio = r studio
Node.js = nodejs
~Java = jdk, jre
MySQL = mysql workbench
PostgreSQL = postgres
MongoDB = mongo db
Redis
SQL Server = ms sql, mssql, sql server management studio, ssms
Oracle Database = oracle db
~Oracle = oracle cloud, oracle ebs, oracle fusion
DBeaver
Toad for Oracle
SQL Developer
~Snowflake
Databricks = data bricks
BigQuery = big query
Redshift
Elasticsearch
Kibana
Splunk
Grafana
~Prometheus
Datadog = data dog
New Relic
Dynatrace
?Sentry
PagerDuty = pager duty
Nagios
Zabbix
SolarWinds = solar winds
SonarQube
Artifactory
Nexus Repository
Veracode
Snyk
LaunchDarkly
?Segment
?Amplitude
Mixpanel
?Linear = linear app
Heroku
Netlify
Vercel
Cloudflare
Akamai
Fastly
DigitalOcean
VMware = vm ware, vmware workstation, vmware fusion, vsphere, vcenter
VirtualBox = virtual box
Hyper-V
Parallels = parallels desktop
Citrix = citrix workspace, citrix receiver, citrix client
?Horizon = vmware horizon, horizon client
Microsoft Remote Desktop = ms remote desktop
TeamViewer = team viewer
AnyDesk = any desk
Splashtop
LogMeIn
BeyondTrust
Bomgar
Cisco AnyConnect = anyconnect, any connect
Cisco Secure Client
GlobalProtect = global protect
FortiClient = forticlient vpn
OpenVPN
WireGuard = wire guard
NordVPN = nord vpn, nordlayer
Pulse Secure
Ivanti = ivanti secure access
Check Point = checkpoint vpn, check point endpoint
Zscaler = z scaler
Netskope
Tailscale
Okta = okta verify
Microsoft Entra = entra id, azure ad, azure active directory
Active Directory
?Duo = duo mobile, duo security
Ping Identity = pingid
OneLogin
Auth0
CyberArk = cyber ark
Google Authenticator
Microsoft Authenticator = ms authenticator
Authy
RSA SecurID = securid
1Password = 1pass
LastPass = last pass
Bitwarden = bit warden
KeePass = keepassxc, kee pass
Dashlane
?Keeper = keeper security
NordPass
BitLocker = bit locker
VeraCrypt
FileVault
CrowdStrike = crowd strike, crowdstrike falcon
SentinelOne = sentinel one
Carbon Black
Sophos = sophos endpoint
Symantec = symantec endpoint protection
McAfee
Trend Micro
Kaspersky
Bitdefender
ESET
Malwarebytes
~Norton
Avast
Microsoft Defender = windows defender, ms defender, ?defender
Mimecast
Proofpoint
~Barracuda
KnowBe4
Qualys
Nessus
Tenable
Rapid7
Intune = microsoft intune, company portal
Jamf
Kandji
SCCM = configuration manager, software center
Veeam
Acronis
Commvault
Backblaze
CrashPlan
~Windows = windows 10, windows 11, windows 7, win 10, win 11, win10, win11, ms windows
Windows Server
Camunda = camunda modeler, camunda platform
Enterprise Architect
Maven
Gradle
Greenshot
PowerShell
AutoHotkey
macOS = mac os, os x, macos sonoma, macos ventura, macos sequoia
Ubuntu
Debian
Red Hat = rhel, red hat enterprise linux
Linux
iOS
Android
`;

# Grants the panel's account its rights in an Active Directory domain, and nothing else. docs/active-directory.md
# explains each line. It needs dsacls, which comes with the Active Directory tools of Windows.
#
#   .\grant-rights.ps1 -Unit 'OU=Staff,DC=corp,DC=example' -Account 'CORP\svc-panel'
#
# Unit: the organizational unit whose accounts the panel looks after. Account: the panel's account, already created.
# The person who runs it has to be allowed to change the permissions of the unit and of the container of password
# policies, as a domain administrator is.
param(
    [Parameter(Mandatory)] [string] $Unit,
    [Parameter(Mandatory)] [string] $Account
)
$ErrorActionPreference = 'Stop'

$domain = $Unit.Substring($Unit.IndexOf('DC=', [StringComparison]::OrdinalIgnoreCase))
$policies = "CN=Password Settings Container,CN=System,$domain"

function Grant([string] $Entry, [string[]] $Options, [string] $Right) {
    dsacls $Entry @Options /G "${Account}:$Right" | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "dsacls refused '$Right' on $Entry (exit code $LASTEXITCODE)" }
}

# /I:T: the entry and what is in it. /I:S: only what is in it. CA: control access. LC: list. RP, WP: read, write property.
# 1. Read what is in the unit.
Grant $Unit @('/I:T') 'LCRP'
# 2. Reset passwords.
Grant $Unit @('/I:S') 'CA;Reset Password;user'
# 3. Unlock: read and write lockoutTime.
Grant $Unit @('/I:S') 'RPWP;lockoutTime;user'
# 4. Have a password changed at the next sign-in: read and write pwdLastSet.
Grant $Unit @('/I:S') 'RPWP;pwdLastSet;user'
# 5. Read the password policies of single people and groups.
Grant $policies @('/I:T') 'LCRP'

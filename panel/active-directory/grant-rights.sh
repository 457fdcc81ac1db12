#!/bin/sh
# Grants the panel's account its rights in a Samba domain, and nothing else. docs/active-directory.md explains each line.
#
#   grant-rights.sh UNIT ACCOUNT [OPTION OF samba-tool…]
#   grant-rights.sh 'OU=Staff,DC=corp,DC=example' svc-panel
#
# Run it as root on a controller. Options are for one whose configuration is elsewhere, as in -s /srv/dc1/smb.conf.
# UNIT: the organizational unit whose accounts the panel looks after. ACCOUNT: the panel's account, already created.
set -eu
unit=$1
account=$2
shift 2

domain=DC=${unit#*,DC=}
sid=$(samba-tool user show "$account" --attributes=objectSid "$@" | sed -n 's/^objectSid: //p')
[ -n "$sid" ] || { echo "grant-rights.sh: there is no account $account" >&2; exit 1; }

# Kinds of entries, rights and attributes have the same numbers in every domain.
user=bf967aba-0de6-11d0-a285-00aa003049e2
reset_password=00299570-246d-11d0-a768-00aa006e0529
lockout_time=28630ebf-41d5-11d1-a9c1-0000f80367c1
password_last_set=bf967a0a-0de6-11d0-a285-00aa003049e2

grant() {
    entry=$1
    rights=$2
    shift 2
    samba-tool dsacl set --objectdn="$entry" --sddl="$rights" "$@" >/dev/null
}

# 1. Read what is in the unit.
# 2. Reset passwords.
# 3. Unlock: read and write lockoutTime.
# 4. Have a password changed at the next sign-in: read and write pwdLastSet.
grant "$unit" "(A;CI;LCRP;;;$sid)(OA;CIIO;CR;$reset_password;$user;$sid)(OA;CIIO;RPWP;$lockout_time;$user;$sid)(OA;CIIO;RPWP;$password_last_set;$user;$sid)" "$@"
# 5. Read the password policies of single people and groups.
grant "CN=Password Settings Container,CN=System,$domain" "(A;CI;LCRP;;;$sid)" "$@"

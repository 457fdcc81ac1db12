//! Lines of IIS and of Exchange's HttpProxy, in the forms that their documentation describes.

use mailbox_password_evidence::Format;
use serde_json::json;

use super::table::{NONE, alice, check};

const IIS: &str = "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken";

#[test]
fn clients_of_exchange_in_iis() {
    let network = "192.0.2.0/24";
    let phone = json!({
        "client": "Apple-iPhone14C5/2101.329",
        "device": "ApplDNQ123",
        "deviceType": "iPhone",
        "network": network,
    });
    let outlook = "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)";
    check(
        Format::Iis,
        &[
            (
                "#Software: Microsoft Internet Information Services 10.0",
                NONE,
            ),
            (
                "2026-11-27 09:44:00 10.0.0.1 POST /EWS/Exchange.asmx - 443 CORP\\alice 192.0.2.9 x - 200 0 0 15",
                NONE,
            ),
            (IIS, NONE),
            (
                "2026-11-27 09:44:00 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=alice&DeviceId=ApplDNQ123&DeviceType=iPhone&Cmd=Ping&Log=V161_Fc1_ 443 CORP\\alice 192.0.2.9 Apple-iPhone14C5/2101.329 - 200 0 0 1512",
                alice(
                    "2026-11-27T09:44:00Z",
                    "accepted",
                    "activesync",
                    phone.clone(),
                ),
            ),
            (
                "2026-11-27 09:44:01 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=alice%40corp.test&DeviceId=ApplDNQ123&DeviceType=iPhone&Cmd=Ping 443 - 192.0.2.9 Apple-iPhone14C5/2101.329 - 401 1 1326 15",
                alice(
                    "2026-11-27T09:44:01Z",
                    "bad-password",
                    "activesync",
                    phone.clone(),
                ),
            ),
            (
                "2026-11-27 09:44:02 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=alice&DeviceId=ApplDNQ123&DeviceType=iPhone&Cmd=Ping 443 CORP\\alice 192.0.2.9 Apple-iPhone14C5/2101.329 - 401 1 1909 15",
                alice("2026-11-27T09:44:02Z", "locked-out", "activesync", phone),
            ),
            (
                "2026-11-27 09:44:03 10.0.0.1 POST /mapi/emsmdb/ MailboxId=x@corp.test 443 alice@corp.test 192.0.2.9 Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.17328;+Pro) - 200 0 0 15",
                alice(
                    "2026-11-27T09:44:03Z",
                    "accepted-without-password",
                    "mapi",
                    json!({ "client": outlook, "network": network }),
                ),
            ),
            (
                "2026-11-27 09:44:04 10.0.0.1 POST /Autodiscover/Autodiscover.xml - 443 CORP\\alice 192.0.2.9 Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.17328;+Pro) - 401 1 1326 15",
                alice(
                    "2026-11-27T09:44:04Z",
                    "bad-password",
                    "mapi",
                    json!({ "client": outlook, "network": network }),
                ),
            ),
            (
                "2026-11-27 09:44:05 10.0.0.1 GET /OAB/8d2/oab.xml - 443 CORP\\alice 192.0.2.9 Microsoft+BITS/7.8 - 401 1 1330 15",
                alice(
                    "2026-11-27T09:44:05Z",
                    "expired",
                    "mapi",
                    json!({ "client": "Microsoft BITS/7.8", "network": network }),
                ),
            ),
            (
                "2026-11-27 09:44:06 10.0.0.1 POST /EWS/Exchange.asmx - 443 CORP\\alice 192.0.2.9 Mac+OS+X/14.1+(23B74)+ExchangeWebServices/14.0 - 401 1 1331 15",
                alice(
                    "2026-11-27T09:44:06Z",
                    "disabled",
                    "ews",
                    json!({ "client": "Mac OS X/14.1 (23B74) ExchangeWebServices/14.0", "network": network }),
                ),
            ),
            // The two steps of a negotiation ask for a password; nothing was refused.
            (
                "2026-11-27 09:44:07 10.0.0.1 POST /mapi/emsmdb/ - 443 - 192.0.2.9 x - 401 2 5 0",
                NONE,
            ),
            (
                "2026-11-27 09:44:07 10.0.0.1 POST /mapi/emsmdb/ - 443 - 192.0.2.9 x - 401 1 2148074254 0",
                NONE,
            ),
            // Health checks, other sites, errors.
            (
                "2026-11-27 09:44:08 10.0.0.1 GET /EWS/healthcheck.htm - 443 - 127.0.0.1 AMProbe - 200 0 0 0",
                NONE,
            ),
            (
                "2026-11-27 09:44:08 10.0.0.1 GET /shop - 443 CORP\\alice 192.0.2.9 x - 200 0 0 0",
                NONE,
            ),
            (
                "2026-11-27 09:44:08 10.0.0.1 POST /EWS/Exchange.asmx - 443 CORP\\alice 192.0.2.9 x - 500 0 0 0",
                NONE,
            ),
            (
                "2026-11-27 09:44:08 10.0.0.1 POST /EWS/Exchange.asmx - 443 CORP\\HealthMailbox1$ 192.0.2.9 x - 200 0 0 0",
                NONE,
            ),
            // Cut lines, and two in one.
            (
                "2026-11-27 09:44:09 10.0.0.1 POST /EWS/Exchange.asmx - 443 CORP\\alice",
                NONE,
            ),
            (
                "2026-11-27 09:44:09 10.0.0.1 POST /EWS/Ex2026-11-27 09:44:09 10.0.0.1 POST /EWS/Exchange.asmx - 443 CORP\\alice 192.0.2.9 x - 200 0 0 0",
                NONE,
            ),
        ],
    );
}

#[test]
fn columns_may_change_within_a_file() {
    check(
        Format::Iis,
        &[
            (IIS, NONE),
            (
                "#Fields: date time c-ip cs-username cs-uri-stem sc-status X-Forwarded-For",
                NONE,
            ),
            (
                "2026-11-27 09:44:00 10.0.0.7 alice /ews/Exchange.asmx 200 192.0.2.9,+10.0.0.7",
                alice(
                    "2026-11-27T09:44:00Z",
                    "accepted-without-password",
                    "ews",
                    json!({ "network": "192.0.2.0/24" }),
                ),
            ),
        ],
    );
}

#[test]
fn clients_of_exchange_in_http_proxy() {
    let fields = "DateTime,RequestId,Protocol,UrlStem,AuthenticationType,IsAuthenticated,AuthenticatedUser,AnchorMailbox,UserAgent,ClientIpAddress,HttpStatus,ErrorCode,UrlQuery";
    let numbered = format!("#Fields: {fields}");
    check(
        Format::HttpProxy,
        &[
            (fields, NONE),
            ("#Log-type: HttpProxy Logs", NONE),
            (&numbered, NONE),
            (
                r#"2026-11-27T09:44:00.123Z,9f,Eas,/Microsoft-Server-ActiveSync/default.eas,Basic,True,CORP\alice,Sid~x,Android-SAMSUNG-SM-G991B/101.130,192.0.2.9,200,,?User=alice&DeviceId=SEC1&DeviceType=SAMSUNGSMG991B&Cmd=Sync"#,
                alice(
                    "2026-11-27T09:44:00.123Z",
                    "accepted",
                    "activesync",
                    json!({
                        "client": "Android-SAMSUNG-SM-G991B/101.130",
                        "device": "SEC1",
                        "deviceType": "SAMSUNGSMG991B",
                        "network": "192.0.2.0/24",
                    }),
                ),
            ),
            (
                r#"2026-11-27T09:44:01.000Z,9f,Mapi,/mapi/emsmdb/,Negotiate,true,alice@corp.test,x,"Microsoft Office/16.0 (Windows NT 10.0, ""x""; Microsoft Outlook 16.0)",192.0.2.9,200,,"#,
                alice(
                    "2026-11-27T09:44:01Z",
                    "accepted-without-password",
                    "mapi",
                    json!({
                        "client": r#"Microsoft Office/16.0 (Windows NT 10.0, "x"; Microsoft Outlook 16.0)"#,
                        "network": "192.0.2.0/24",
                    }),
                ),
            ),
            (
                r"2026-11-27T09:44:02.000Z,9f,Ews,/EWS/Exchange.asmx,Basic,False,,,x,192.0.2.9,401,,",
                NONE,
            ),
            (
                r#"2026-11-27T09:44:03.000Z,9f,Ews,/EWS/Exchange.asmx,Basic,True,CORP\alice,x,"a""#,
                NONE,
            ),
            (
                r#"2026-11-27T09:44:03.000Z,9f,Ews,/EWS/Exchange.asmx,Basic,True,CORP\alice,x,"a,192.0.2.9,200,,"#,
                NONE,
            ),
        ],
    );
}

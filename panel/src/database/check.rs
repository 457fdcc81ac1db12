//! Whether the panel could work with a database. Nothing is changed.

use deadpool_postgres::Client;

use super::error::DatabaseError;
use super::migrate::{VERSION, is_later, version};
use super::pool::{Database, answer};
use crate::check::report::Report;
use crate::options::DatabaseOptions;

/// What a panel does with each of its tables.
const MISSING_RIGHTS: &str = "
SELECT string_agg(DISTINCT tablename || ' (' || privilege || ')', ', ')
FROM pg_tables CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
WHERE schemaname = 'mailbox_password' AND NOT has_table_privilege(
  quote_ident(schemaname) || '.' || quote_ident(tablename), privilege
)";

/// The server as it is: version, encoding, whether the account may make a schema or tables in it, and what a commit is.
const SERVER: &str = "
SELECT current_setting('server_version'), current_setting('server_encoding'),
CASE WHEN to_regnamespace('mailbox_password') IS NULL THEN has_database_privilege(current_database(), 'CREATE')
ELSE has_schema_privilege('mailbox_password', 'CREATE') END,
current_setting('fsync')";

/// Adds to the report what is found with these options.
pub(crate) async fn check(options: &DatabaseOptions, report: &mut Report) {
    let client = match Database::connect(options) {
        Ok(database) => database.bare_client().await,
        Err(error) => Err(error),
    };
    let client = match client {
        Ok(client) => client,
        Err(error) => return report.wrong(format!("database: {}", error.reason())),
    };
    if let Err(error) = answer(look(&client, options, report)).await {
        report.wrong(format!("database: {}", error.reason()));
    }
}

async fn look(
    client: &Client,
    options: &DatabaseOptions,
    report: &mut Report,
) -> Result<(), DatabaseError> {
    let row = client.query_one(SERVER, &[]).await?;
    let (server, encoding): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    let (may_create, fsync): (bool, String) = (row.try_get(2)?, row.try_get(3)?);
    let way = match options.server.has_tls() {
        true => "with TLS",
        false => "on this machine",
    };
    report.good(format!("database: PostgreSQL {server}, reached {way}"));
    if encoding != "UTF8" {
        report.wrong(format!(
            "database: its encoding is {encoding}; create it with ENCODING 'UTF8'"
        ));
    }
    if fsync != "on" {
        report.note("database: fsync is off, so that a power cut can lose what was written");
    }
    match version(&***client).await? {
        Some(VERSION) => report.good(format!("database: its tables have version {VERSION}")),
        Some(found) if found > VERSION => {
            report.wrong(format!("database: {}", is_later(found)));
            return Ok(());
        }
        Some(_) | None if may_create => {
            report.note("database: the panel will make its tables when it starts");
            return Ok(());
        }
        Some(_) | None => {
            report.wrong(
                "database: the panel's account may not make tables; let it own the database: \
                 ALTER DATABASE … OWNER TO …",
            );
            return Ok(());
        }
    }
    let row = client.query_one(MISSING_RIGHTS, &[]).await?;
    match row.try_get::<_, Option<String>>(0)? {
        None => report.good("database: the panel's account has the rights that it needs"),
        Some(missing) => report.wrong(format!(
            "database: the panel's account has not these rights: {missing}; let it own the tables, or GRANT them"
        )),
    }
    Ok(())
}

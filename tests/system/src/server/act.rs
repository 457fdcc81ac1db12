//! What a broken server does on a connection.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;

/// One thing that a server does on a connection in place of a proper response. After the last one it closes the
/// connection.
#[derive(Clone, Debug)]
pub enum Act {
    /// Waits until [`HostServer::release_held`](crate::HostServer::release_held) is called.
    Hold,
    /// Closes the connection with a reset instead of an end.
    Reset,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes again and again, as long as the client reads them.
    SendForever(Vec<u8>),
}

impl Act {
    /// Sends this text.
    #[must_use]
    pub fn send(text: &str) -> Self {
        Self::Send(text.into())
    }
}

/// What is sent at most to a client that never stops reading.
const ENDLESS: usize = 256 * 1024 * 1024;

/// Between its pieces, as on a line: WebKit reads as fast as it can, whether or not a page takes anything.
const PAUSE: Duration = Duration::from_millis(2);

/// Does all of it, unless the client ends the connection.
pub(crate) async fn play(
    acts: &[Act],
    mut stream: BufReader<TcpStream>,
    released: &mut watch::Receiver<u64>,
) -> io::Result<()> {
    for act in acts {
        play_one(act, &mut stream, released).await?;
    }
    Ok(())
}

async fn play_one(
    act: &Act,
    stream: &mut BufReader<TcpStream>,
    released: &mut watch::Receiver<u64>,
) -> io::Result<()> {
    match act {
        Act::Hold => {
            let ended = released.changed().await;
            ended.map_err(|_| io::ErrorKind::BrokenPipe.into())
        }
        // What is closed while it lingers for no time is reset.
        Act::Reset => stream.get_ref().set_zero_linger(),
        Act::Send(bytes) => {
            stream.write_all(bytes).await?;
            stream.flush().await
        }
        Act::SendForever(bytes) => {
            for _ in 0..ENDLESS / bytes.len().max(1) {
                stream.write_all(bytes).await?;
                tokio::time::sleep(PAUSE).await;
            }
            stream.flush().await
        }
    }
}

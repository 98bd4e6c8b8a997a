//! Bytes as they come → the body of a response that is whole or breaks off.

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

/// What goes through the pipe.
pub enum Piece {
    Data(Bytes),
    /// Nothing is missing.
    End,
    Broken(io::Error),
}

/// A body that is fed from a task. If the task ends without saying that the body is whole, the body breaks off.
pub struct Pipe {
    from: mpsc::Receiver<Piece>,
    ended: bool,
}

/// Both ends, with room for so many pieces.
pub fn pipe(ahead: usize) -> (mpsc::Sender<Piece>, Pipe) {
    let (to, from) = mpsc::channel(ahead);
    (to, Pipe { from, ended: false })
}

impl Body for Pipe {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let broken = |error| Poll::Ready(Some(Err(error)));
        match self.from.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Piece::Data(bytes))) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Poll::Ready(other) => {
                self.ended = true;
                match other {
                    Some(Piece::End) => Poll::Ready(None),
                    Some(Piece::Broken(error)) => broken(error),
                    _ => broken(io::Error::other("the answer was broken off")),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    fn collected(pieces: Vec<Piece>) -> Result<Bytes, io::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let (to, body) = pipe(8);
            for piece in pieces {
                to.send(piece).await.expect("room");
            }
            drop(to);
            body.collect().await.map(http_body_util::Collected::to_bytes)
        })
    }

    #[test]
    fn a_body_is_whole_only_where_its_end_was_said() {
        let data = || Piece::Data(Bytes::from_static(b"ab"));
        assert_eq!(collected(vec![data(), data(), Piece::End]).expect("whole"), "abab");
        assert!(collected(vec![data()]).is_err());
        assert!(collected(vec![]).is_err());
        assert!(collected(vec![data(), Piece::Broken(io::Error::other("late"))]).is_err());
    }
}

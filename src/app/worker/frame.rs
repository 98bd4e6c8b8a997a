//! Frames between the service and its workers: one byte of kind, four of length, then that many bytes.

use std::io::{self, Read, Write};

/// Largest frame, in bytes.
pub const MAX_FRAME_BYTES: usize = 1 << 26;
/// Bytes of an answer that are put into one frame.
pub const FRAME_BYTES: usize = 1 << 16;

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A task or a head of an answer, as JSON.
    Head,
    /// Bytes of a body.
    Data,
    /// The end of the body.
    End,
    /// The answer cannot be given, or not to its end: JSON with `kind` and `message`.
    Error,
}

impl Kind {
    pub fn byte(self) -> u8 {
        match self {
            Self::Head => b'H',
            Self::Data => b'D',
            Self::End => b'Z',
            Self::Error => b'E',
        }
    }

    pub fn of(byte: u8) -> Option<Self> {
        [Self::Head, Self::Data, Self::End, Self::Error].into_iter().find(|kind| kind.byte() == byte)
    }
}

/// The five bytes before a frame's content.
pub fn head(kind: Kind, length: usize) -> io::Result<[u8; 5]> {
    let length = u32::try_from(length).map_err(|_| io::Error::other("a frame is too long"))?;
    let [a, b, c, d] = length.to_be_bytes();
    Ok([kind.byte(), a, b, c, d])
}

/// Kind and length of a frame from its first five bytes.
pub fn parse_head(bytes: [u8; 5]) -> io::Result<(Kind, usize)> {
    let [kind, a, b, c, d] = bytes;
    let kind = Kind::of(kind).ok_or_else(|| io::Error::other("no frame begins with this byte"))?;
    let length = u32::from_be_bytes([a, b, c, d]) as usize;
    if length > MAX_FRAME_BYTES {
        return Err(io::Error::other("a frame is too long"));
    }
    Ok((kind, length))
}

/// Writes a frame; does not flush.
pub fn write(out: &mut impl Write, kind: Kind, content: &[u8]) -> io::Result<()> {
    out.write_all(&head(kind, content.len())?)?;
    out.write_all(content)
}

/// Reads a frame; `None` at the end of the input.
pub fn read(input: &mut impl Read) -> io::Result<Option<(Kind, Vec<u8>)>> {
    let mut first = [0; 5];
    match input.read_exact(&mut first) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let (kind, length) = parse_head(first)?;
    let mut content = vec![0; length];
    input.read_exact(&mut content)?;
    Ok(Some((kind, content)))
}

/// Cuts what is written into frames of data. Nothing leaves before a frame is full or [`Frames::finish`] is called, so
/// that an early failure of a small answer is still a refusal and no broken answer.
pub struct Frames<'o, W: Write> {
    out: &'o mut W,
    buffer: Vec<u8>,
    sent: u64,
    most: u64,
}

impl<'o, W: Write> Frames<'o, W> {
    /// Frames for an answer of at most so many bytes.
    pub fn new(out: &'o mut W, most: u64) -> Self {
        Self { out, buffer: Vec::with_capacity(FRAME_BYTES), sent: 0, most }
    }

    /// Puts the head of the answer first.
    pub fn head(&mut self, head: &serde_json::Value) -> io::Result<()> {
        write(self.out, Kind::Head, head.to_string().as_bytes())
    }

    /// The last bytes, and the end.
    pub fn finish(mut self) -> io::Result<()> {
        self.pass()?;
        write(self.out, Kind::End, &[])?;
        self.out.flush()
    }

    fn pass(&mut self) -> io::Result<()> {
        if !self.buffer.is_empty() {
            write(self.out, Kind::Data, &self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}

impl<W: Write> Write for Frames<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sent += bytes.len() as u64;
        if self.sent > self.most {
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, format!("the answer is longer than {} bytes", self.most)));
        }
        // A long literal goes in several frames.
        let taken = bytes.len().min(FRAME_BYTES);
        self.sent -= (bytes.len() - taken) as u64;
        self.buffer.extend_from_slice(&bytes[..taken]);
        if self.buffer.len() >= FRAME_BYTES {
            self.pass()?;
            self.out.flush()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W: Write> guanmo::rdf::AnswerSink for Frames<'_, W> {
    fn begin(&mut self, media: &'static str) -> io::Result<()> {
        self.head(&serde_json::json!({"media": media}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_as_they_were_written() {
        let mut bytes = Vec::new();
        let mut frames = Frames::new(&mut bytes, 1 << 20);
        frames.head(&serde_json::json!({})).expect("written");
        frames.write_all(&[7; FRAME_BYTES + 3]).expect("written");
        frames.write_all(&[8; 2]).expect("written");
        frames.finish().expect("written");
        let mut input = bytes.as_slice();
        let mut found = Vec::new();
        while let Some((kind, content)) = read(&mut input).expect("read") {
            found.push((kind, content.len()));
        }
        assert_eq!(found, [(Kind::Head, 2), (Kind::Data, FRAME_BYTES), (Kind::Data, 5), (Kind::End, 0)]);
    }

    #[test]
    fn broken_frames_are_errors() {
        assert!(read(&mut [b'X', 0, 0, 0, 0].as_slice()).is_err());
        assert!(read(&mut [b'D', 255, 255, 255, 255].as_slice()).is_err());
        assert!(read(&mut [b'D', 0, 0, 0, 9, 1].as_slice()).is_err());
        assert!(read(&mut [b'D'].as_slice()).expect("the end").is_none());
    }

    #[test]
    fn a_long_answer_is_refused() {
        let mut bytes = Vec::new();
        let mut frames = Frames::new(&mut bytes, 10);
        assert!(frames.write_all(&[1; 10]).is_ok());
        assert_eq!(frames.write_all(&[1]).map_err(|e| e.kind()), Err(io::ErrorKind::QuotaExceeded));
    }
}

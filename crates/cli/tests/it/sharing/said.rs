//! What a unit and its server said to each other: requests of HTTP, and the protocol inside them.

use steadfast_protocol::{CHECK_IN, CheckIn, EVENTS, Envelope, EventBatch, Message, Switched, Switches, Taken, decode};

use super::tls::Clear;

/// A request as far as it came, and its answer where there is a whole one.
pub(crate) struct Exchange {
    pub(crate) path: String,
    body: Vec<u8>,
    answer: Option<Answer>,
}

struct Answer {
    status: u16,
    body: Vec<u8>,
}

impl Exchange {
    /// Everything that was asked in one connection, in its order.
    pub(crate) fn all(clear: &Clear) -> Vec<Self> {
        let mut answers = messages(&clear.down).into_iter().filter(|message| message.is_whole).map(Answer::read);
        let requests = messages(&clear.up).into_iter();
        requests.map(|message| Self::read(message, &mut answers)).collect()
    }

    fn read(message: Spoken<'_>, answers: &mut impl Iterator<Item = Answer>) -> Self {
        let [method, path, _] = message.first_line();
        assert_eq!(method, "POST", "{}", message.head);
        let answer = message.is_whole.then(|| answers.next()).flatten();
        Self { path: path.to_owned(), body: message.body.to_vec(), answer }
    }

    pub(crate) fn is_of_events(&self) -> bool {
        self.path == EVENTS
    }

    /// A check-in that the server took.
    pub(crate) fn check_in(&self) -> Option<CheckIn> {
        self.taken()?;
        signed(&self.body).filter(|_| self.path == CHECK_IN)
    }

    /// The events that it carries.
    pub(crate) fn events(&self) -> Option<EventBatch> {
        let batch: EventBatch = signed(&self.body).filter(|_| self.is_of_events())?;
        Some(batch.unpack().expect("a unit packs what can be unpacked"))
    }

    /// Whether the server said that it keeps these events.
    pub(crate) fn are_kept(&self, events: &EventBatch) -> bool {
        let taken = self.taken().and_then(|answer| decode::<Taken>(answer).ok());
        taken.is_some_and(|taken| (taken.class, taken.last) == (events.class, events.last))
    }

    /// Whether it says, signed, that the owner switched sharing off.
    pub(crate) fn is_off(&self) -> bool {
        self.switched().is_some_and(|switches| !switches.share)
    }

    /// How the switches stand by a signed statement in a check-in.
    pub(crate) fn switched(&self) -> Option<Switches> {
        let statements = self.check_in()?.statements;
        let mut switched = statements.iter().filter_map(|statement| signed::<Switched>(statement));
        switched.next_back().map(|switched| switched.switches)
    }

    /// The answer, if it is a yes.
    fn taken(&self) -> Option<&[u8]> {
        self.answer.as_ref().filter(|answer| answer.status == 200).map(|answer| &answer.body[..])
    }
}

/// A message inside its envelope, if it is one of this kind. The server looked at the signature.
fn signed<M: Message>(bytes: &[u8]) -> Option<M> {
    let envelope: Envelope = decode(bytes).ok()?;
    decode(&envelope.payload).ok().filter(|_| envelope.payload_type == M::TYPE)
}

impl Answer {
    fn read(message: Spoken<'_>) -> Self {
        let status = message.first_line()[1].parse().expect("a status");
        Self { status, body: message.body.to_vec() }
    }
}

/// A message of HTTP: its head, and its body as far as it came.
struct Spoken<'a> {
    head: &'a str,
    body: &'a [u8],
    is_whole: bool,
}

impl<'a> Spoken<'a> {
    /// The first one there is, and what follows it. Of one whose head is not there yet nothing is known.
    fn first(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).expect("a head is text");
        let (rest, length) = (&bytes[end + 4..], length(head));
        let (body, next) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        Some((Self { head, body, is_whole: body.len() == length }, next))
    }

    fn first_line(&self) -> [&'a str; 3] {
        let mut words = self.head.lines().next().unwrap_or_default().splitn(3, ' ');
        [(); 3].map(|()| words.next().unwrap_or_default())
    }
}

fn length(head: &str) -> usize {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = fields.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths.next().expect("the length is said").1.trim().parse().expect("a number")
}

fn messages(mut bytes: &[u8]) -> Vec<Spoken<'_>> {
    let next = || {
        let (message, rest) = Spoken::first(bytes)?;
        bytes = rest;
        Some(message)
    };
    std::iter::from_fn(next).collect()
}

//! The demo's course: the story is played, a copy of its server is shown, and another one whenever everything is put back.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use steadfast_store::Time;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};
use tower::ServiceExt as _;

use super::clock::Clock;
use super::story::feeds::{self, Sources};
use super::story::night;
use super::world::{Opened, World};
use super::{Audience, Demo, DemoError, SampleUnits, Switch, Wanted, story};
use crate::access::link;
use crate::ambient::{Ambient, Machine};
use crate::http::listen::Listener;
use crate::serve::{runtime, told_to_end};
use crate::web::urls;

/// Where the demo listens unless it is told, and nobody else does.
const USUAL: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8471);

/// Makes the sample and shows it, until it is told to end by SIGTERM or SIGINT.
///
/// # Errors
/// When it cannot be made or shown.
pub fn run(wanted: Wanted<'_>, out: &mut dyn Write, audience: &mut dyn Audience) -> Result<(), DemoError> {
    let runtime = runtime()?;
    let socket = runtime.block_on(bind(wanted.listen))?;
    let address = socket.local_addr().map_err(DemoError::io("the address is not known"))?;
    let (clock, folder) = (Arc::new(Clock::default()), wanted.folder.join("story"));
    let opened = Opened::at(&folder, address, &clock)?;
    runtime.block_on(async {
        let told_to_end = std::pin::pin!(told_to_end()?);
        let course = Course { folder: wanted.folder.to_owned(), address, clock, night: wanted.night };
        course.take(opened, socket, told_to_end, out, audience).await
    })
}

async fn bind(listen: Option<SocketAddr>) -> Result<TcpListener, DemoError> {
    let address = listen.unwrap_or(USUAL);
    if !address.ip().is_loopback() {
        return Err(DemoError::NotLoopback(address));
    }
    let any = SocketAddr::new(address.ip(), 0);
    let bound = match TcpListener::bind(address).await {
        Err(error) if listen.is_none() && error.kind() == io::ErrorKind::AddrInUse => TcpListener::bind(any).await,
        bound => bound,
    };
    bound.map_err(DemoError::io("cannot listen here"))
}

/// What does not change while the demo is there.
struct Course {
    folder: PathBuf,
    address: SocketAddr,
    clock: Arc<Clock>,
    /// Whether it is a night.
    night: bool,
}

impl Course {
    async fn take(
        self,
        opened: Opened,
        socket: TcpListener,
        mut told_to_end: std::pin::Pin<&mut impl Future<Output = ()>>,
        out: &mut dyn Write,
        audience: &mut dyn Audience,
    ) -> Result<(), DemoError> {
        opened.ready().await?;
        let mut shown = Shown { number: 0, world: None, stage: Stage::default() };
        let mut watch = |made| audience.watch(made);
        let end = if self.night { night::end(Machine.now()) } else { Machine.now() };
        let sources = Sources { clock: Arc::clone(&self.clock), end, night: self.night };
        let (ending, end) = watch::channel(false);
        let listener = Listener { socket, tls: None, router: shown.stage.router(sources.clone()) };
        let serving = tokio::spawn(listener.serve(end));
        // The server of the story stays open: nothing is written to it any more, so that its folder can be copied.
        let told = tokio::select! {
            told = story::play(opened, self.address, &sources, &mut watch) => told?,
            () = &mut told_to_end => return Ok(()),
        };
        let (begin, code) = (self.clock.now(), link::secret(&(&*self.clock as &dyn Ambient).random()));
        let (back, mut asked) = mpsc::channel(1);
        let clock = Arc::clone(&self.clock);
        let demo = Arc::new(Demo { clock, code: code.clone(), guest: told.guest, back });
        shown.anew(&self, &demo, begin, (audience, &told.units)).await?;
        self.greet(&code, &told, out)?;
        loop {
            tokio::select! {
                () = &mut told_to_end => break,
                Some(answer) = asked.recv() => {
                    let answer: oneshot::Sender<_> = answer;
                    // Whoever asked may have gone.
                    drop(answer.send(shown.anew(&self, &demo, begin, (audience, &told.units)).await));
                }
            }
        }
        ending.send_replace(true);
        tokio::task::block_in_place(|| audience.switch(Switch::Off));
        shown.end().await;
        drop(serving.await);
        Ok(())
    }

    fn greet(&self, code: &str, told: &story::Told, out: &mut dyn Write) -> Result<(), DemoError> {
        let link = format!("http://localhost:{}/demo/enter/{code}", self.address.port());
        let words = format!(
            "steadfast: a sample maker with four products; nothing in it is real, and nothing of it stays.\n\
             steadfast: open this link in a browser on this machine:\n  {link}\n\
             steadfast: Ctrl-C ends the demo and removes its data.\n\
             steadfast: ledger key {}\n",
            told.stage.0.ledger.key.public().fingerprint()
        );
        let night = told.drill.as_ref().map(|drill| {
            format!(
                "steadfast: it is Saturday, 23:40, before a holiday, and you are on duty. The stop-watch of this drill:\n  \
                 http://localhost:{}{}\n",
                self.address.port(),
                urls::with(urls::DRILL, &[drill])
            )
        });
        let words = words + &night.unwrap_or_default();
        out.write_all(words.as_bytes()).and_then(|()| out.flush()).map_err(DemoError::io("the link cannot be printed"))
    }
}

/// The server that is shown, the latest of several.
struct Shown {
    number: u32,
    world: Option<World>,
    stage: Stage,
}

impl Shown {
    /// Puts everything back: what was shown ends, the clock is set back, and a new copy takes its place, to which the
    /// gateways are switched on anew.
    async fn anew(
        &mut self,
        course: &Course,
        demo: &Arc<Demo>,
        begin: Time,
        (audience, units): (&mut dyn Audience, &SampleUnits),
    ) -> Result<(), DemoError> {
        tokio::task::block_in_place(|| audience.switch(Switch::Off));
        if let Some(former) = self.world.take() {
            former.end().await;
        }
        self.number += 1;
        course.clock.put(begin);
        let folders = (course.folder.join("story"), course.folder.join(format!("shown-{}", self.number)));
        let world = World::copy(folders, course.address, Arc::clone(demo)).await?;
        self.stage.show(world.router.clone());
        self.world = Some(world);
        audience.switch(Switch::On(units));
        Ok(())
    }

    async fn end(&mut self) {
        self.stage.show(Router::new());
        if let Some(world) = self.world.take() {
            world.end().await;
        }
    }
}

/// What requests are answered by: the routes of the server that is shown now.
#[derive(Clone, Default)]
struct Stage(Arc<RwLock<Router>>);

impl Stage {
    fn show(&self, router: Router) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = router;
    }

    fn router(&self, sources: Sources) -> Router {
        let feeds = Router::new().route("/demo/feeds/{name}", get(feeds::answer)).with_state(sources);
        feeds.fallback_service(Router::new().fallback(answer).with_state(self.clone()))
    }
}

async fn answer(State(stage): State<Stage>, request: Request) -> Response {
    let router = stage.0.read().unwrap_or_else(PoisonError::into_inner).clone();
    router.oneshot(request).await.into_response()
}

//! The pages of set-up and sign-in, without a script, as a browser's forms use them.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use steadfast_server::doors::Door;
use tower::ServiceExt as _;

use super::http::{MARTA, PASSWORD};
use crate::house::{House, on_both};

struct Answer {
    status: StatusCode,
    place: Option<String>,
    cookies: String,
    text: String,
}

async fn ask(house: &House, request: Request<Body>) -> Answer {
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (status, place) = (answer.status(), text(header::LOCATION));
    let set = answer.headers().get_all(header::SET_COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let cookies: Vec<&str> = set.filter_map(|cookie| cookie.split(';').next()).collect();
    let cookies = cookies.join("; ");
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    Answer { status, place, cookies, text: String::from_utf8(bytes.to_vec()).expect("UTF-8") }
}

async fn get(house: &House, path: &str) -> Answer {
    ask(house, Request::get(path).body(Body::empty()).expect("a request")).await
}

async fn post(house: &House, path: &str, form: &str) -> Answer {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    ask(house, request.body(Body::from(form.to_owned())).expect("a request")).await
}

#[test]
fn the_set_up_link_makes_the_first_person_once_and_says_what_is_wrong_at_the_field() {
    on_both(async |house| {
        let link = steadfast_server::access::setup::link(&house.app).await.expect("made").expect("nobody is there");
        let path = format!("/setup/{}", link.rsplit('/').next().expect("a code"));
        let shown = get(house, &path).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.text.contains("name=\"organisation\"") && shown.text.contains("type=\"password\""));
        let short =
            post(house, &path, "organisation=Lumen&name=Marta&email=marta%40lumen.example&password=short").await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.text.contains("value=\"Marta\"") && !short.text.contains("value=\"short\""));
        let password = PASSWORD.replace(' ', "+");
        let form = format!("organisation=Lumen&name=Marta&email=marta%40lumen.example&password={password}");
        let made = post(house, &path, &form).await;
        assert_eq!((made.status, made.place.as_deref()), (StatusCode::SEE_OTHER, Some("/")));
        assert!(made.cookies.contains("steadfast="));
        assert_eq!(get(house, &path).await.status, StatusCode::GONE);

        let email = MARTA.replace('@', "%40");
        let wrong = post(house, "/sign-in", &format!("email={email}&password=wrong&back=%2Fpeople")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = post(house, "/sign-in", &format!("email={email}&password={password}&back=%2Fpeople")).await;
        assert_eq!((right.status, right.place.as_deref()), (StatusCode::SEE_OTHER, Some("/people")));
        let lured =
            post(house, "/sign-in", &format!("email={email}&password={password}&back=%2F%2Fevil.example")).await;
        assert_eq!(lured.place.as_deref(), Some("/"));
        let over = get(house, "/sign-in/second").await;
        assert_eq!((over.status, over.place.as_deref()), (StatusCode::SEE_OTHER, Some("/sign-in")));
    });
}

//! A disk that is full: what is only read goes on.

use axum::http::StatusCode;
use steadfast_testkit::faults::SmallDisk;

use crate::access::http::founded;
use crate::house::on_directory;

#[test]
fn a_session_whose_last_use_cannot_be_noted_still_reads() {
    let Some(disk) = SmallDisk::mount(8 << 20) else { return };
    on_directory(&disk.path().join("server"), async |house| {
        let mut marta = founded(house).await;
        let ballast = disk.fill_but(64 << 10);
        let guest = serde_json::json!({"name": "Jo", "email": "jo@lumen.example", "role": "viewer"});
        let mut status = StatusCode::CREATED;
        while status == StatusCode::CREATED {
            status = marta.post(house, "/invitations", guest.clone()).await.0;
        }
        assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE);
        house.stage.pass(600);
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::OK);
        std::fs::remove_file(ballast).expect("ballast");
        assert_eq!(marta.post(house, "/invitations", guest).await.0, StatusCode::CREATED);
    });
}

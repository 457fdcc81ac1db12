//! Mobile devices that Exchange has a partnership with.

use domain_tests::accounts::principal;
use domain_tests::{Controller, MobileDevice};
use panel::directory::Directory;

use super::support::directory;

#[tokio::test]
async fn a_domain_without_exchange_has_no_mobile_devices() {
    let controller = Controller::start();
    let devices = directory(&[&controller]).devices(&principal("alice")).await;
    assert!(devices.unwrap().is_empty());
}

#[tokio::test]
async fn mobile_devices_are_listed_where_the_schema_has_them() {
    let controller = Controller::start();
    controller.add_mobile_device_schema();
    let phone = MobileDevice {
        id: "DNQX1234",
        kind: "iPhone",
        name: "Alice's iPhone",
        system: "iOS 26.1",
    };
    let tablet = MobileDevice {
        id: "SAMSUNG77",
        kind: "SamsungTablet",
        name: "",
        system: "Android 16",
    };
    controller
        .add_mobile_devices("alice", &[phone, tablet])
        .await;
    controller.add_mobile_devices("zoe", &[phone]).await;

    let directory = directory(&[&controller]);
    let mut devices = directory.devices(&principal("alice")).await.unwrap();
    devices.sort_by(|one, other| one.id.cmp(&other.id));
    let seen: Vec<_> = devices
        .iter()
        .map(|device| {
            (
                &*device.id,
                &*device.name,
                &*device.client,
                &*device.protocol,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("DNQX1234", "Alice's iPhone", "ios-mail", "activesync"),
            ("SAMSUNG77", "SamsungTablet", "android", "activesync"),
        ]
    );
    assert!(
        devices
            .iter()
            .all(|device| device.uses_new_password.is_none())
    );
    assert_eq!(directory.devices(&principal("zoe")).await.unwrap().len(), 1);
    assert!(
        directory
            .devices(&principal("bob"))
            .await
            .unwrap()
            .is_empty()
    );
}

//! `/demo`: the panel in a frame, the desk of the first mailbox's devices beside it, and a tour of four steps above.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::HeaderMap;
use axum::http::header::HeaderName;
use axum::response::{IntoResponse, Redirect, Response};
use mailbox_password_rules::Lockout;
use maud::{Markup, html};
use serde::Deserialize;

use super::desk::{Desk, Place, TOUR};
use super::document::Document;
use super::not_found::NotFound;
use super::recover::{administrator_link, longest, recover};
use super::words::Icon;
use crate::directory::{DirectoryError, Role};
use crate::pages::error_pages::{cross_origin_refused, directory_unavailable};
use crate::pages::mailbox_state::address;
use crate::panel::Panel;
use crate::simulated::{Facts, MailboxDevices, STEPS, Step};

#[derive(Deserialize)]
pub(crate) struct TourForm {
    act: TourAction,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TourAction {
    Next,
    StartOver,
}

/// What the tour says of its mailbox.
struct Story<'a> {
    devices: &'a Arc<MailboxDevices>,
    /// The step that the visitor is at.
    step: Option<Step>,
    /// The last step whose event has happened.
    reached: Option<Step>,
    /// The device that was left behind.
    forgotten: Option<String>,
    is_locked: bool,
    lockout: Option<Lockout>,
}

/// `GET /demo`
pub(crate) async fn demo(State(panel): State<Arc<Panel>>) -> Result<Response, NotFound> {
    let devices = tour_devices(&panel)?;
    Ok(match story(&panel, devices).await {
        Ok(story) => story.page().into_response(),
        Err(error) => directory_unavailable(&error),
    })
}

/// `POST /demo`: on to the next step, or back to the beginning.
pub(crate) async fn act_demo(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
    form: Result<Form<TourForm>, FormRejection>,
) -> Result<Response, NotFound> {
    let devices = tour_devices(&panel)?;
    let Some(Form(form)) = form.ok().filter(|_| panel.origin.is_same_origin(&headers)) else {
        return Ok(cross_origin_refused());
    };
    let to_page = Redirect::to(TOUR);
    Ok(match form.act {
        TourAction::Next => {
            match devices.tour().go_on() {
                // The devices sign in, or reconnect.
                Step::Change | Step::Lock => devices.start(),
                Step::Forget | Step::Recover => {}
            }
            to_page.into_response()
        }
        TourAction::StartOver => match devices.start_over().await {
            // The browser forgets the session, and the list of devices that the element keeps in its storage.
            Ok(()) => {
                let forget = (HeaderName::from_static("clear-site-data"), "\"storage\"");
                ([panel.clear_cookie(&headers)], [forget], to_page).into_response()
            }
            Err(error) => directory_unavailable(&error),
        },
    })
}

/// The devices of the mailbox that the tour is about: the first.
fn tour_devices(panel: &Panel) -> Result<&Arc<MailboxDevices>, NotFound> {
    let simulated = panel.simulated.as_ref().ok_or(NotFound::Simulation)?;
    simulated.mailboxes().first().ok_or(NotFound::Device)
}

/// Looks at the mailbox and at its devices.
async fn story<'a>(
    panel: &Panel,
    devices: &'a Arc<MailboxDevices>,
) -> Result<Story<'a>, DirectoryError> {
    let mailbox = devices.mailbox();
    let account = panel.directory.account(mailbox, Role::User).await?;
    let status = panel.directory.status(mailbox).await?;
    let policy = match &account {
        Some(account) => Some(panel.directory.policy(account).await?),
        None => None,
    };
    let changed_at = account
        .as_ref()
        .and_then(|account| account.last_change.as_ref())
        .map(|change| change.at);
    let snapshots = devices.snapshots();
    let is_locked = status.is_some_and(|status| status.locked);
    let facts = Facts {
        password_changed_at: changed_at,
        locked: is_locked,
        devices: &snapshots,
    };
    let forgotten = snapshots
        .iter()
        .find(|device| !facts.has_new_password(device))
        .map(|device| device.name.clone());
    let (step, reached) = devices.tour().look(&facts);
    Ok(Story {
        devices,
        step,
        reached,
        forgotten,
        is_locked,
        lockout: policy.and_then(|policy| policy.lockout),
    })
}

impl Story<'_> {
    fn page(&self) -> Document {
        let desk = Desk {
            devices: self.devices,
            place: Place::Beside,
        };
        Document {
            title: "Demo: the panel and a desk of devices",
            has_panel: true,
            head: html! {},
            auto_refresh: true,
            body: html! {
                a.skip href="#desk" { "Skip to the desk of devices" }
                header.tour aria-label="Demo" {
                    h1.heard { "Demo: the panel and a desk of devices" }
                    section aria-label="Guided tour" { (self.bar()) }
                }
                main aria-label="The panel and the desk" {
                    iframe src="/" name="panel" title="The control panel" {}
                    section.desk aria-labelledby="desk" {
                        (desk.heading())
                        (desk.list())
                        div.acts {
                            (desk.run_button())
                            form #over-form data-live data-restart method="post" action=(TOUR) {
                                button.link type="submit" name="act" value="start-over" { "Start over" }
                            }
                        }
                        p.quiet {
                            a href="/demo/devices" { "The devices of the other mailboxes" }
                        }
                    }
                }
            },
        }
    }

    /// The steps, what to do now, and the button that goes on.
    fn bar(&self) -> Markup {
        html! {
            div #tour data-live {
                ol role="list" {
                    @for (number, step) in (1..).zip(STEPS) {
                        li aria-current=[(self.step == Some(step)).then_some("step")] {
                            b { (number) } (title(step))
                            @if self.reached >= Some(step) { (Icon::Check.draw()) span.heard { "done" } }
                        }
                    }
                }
                p data-longest=(longest()) { span { (self.words()) } }
                @if let Some((act, words)) = self.button() {
                    form method="post" action=(TOUR) data-restart[act == "start-over"] {
                        button #next type="submit" name="act" value=(act) { (words) }
                    }
                } @else {
                    span.button aria-hidden="true" { "Start over" }
                }
            }
        }
    }

    fn button(&self) -> Option<(&'static str, &'static str)> {
        match self.step {
            None => Some(("next", "Begin: change it")),
            Some(Step::Change) => Some(("next", "Next: forget one")),
            Some(Step::Forget) => Some(("next", "Next: get locked")),
            Some(Step::Lock) => Some(("next", "Next: recover")),
            Some(Step::Recover) => {
                (self.reached == Some(Step::Recover)).then_some(("start-over", "Start over"))
            }
        }
    }

    /// What to do now, or what has come of it.
    fn words(&self) -> Markup {
        let Some(step) = self.step else {
            return html! {
                "Ann reads her mail on three devices. Change her password, forget one device, see it lock the mailbox, "
                "and bring it back: four steps."
            };
        };
        let has_happened = self.reached >= Some(step);
        let device = self.forgotten.as_deref();
        match (step, has_happened) {
            // Wrong passwords lock it also before the story begins.
            (Step::Change, false) if self.is_locked => html! {
                "The mailbox is locked already. " (administrator_link()) " unlocks it. Then change the password."
            },
            (Step::Change, false) => html! {
                "Sign in to the panel as " (address(self.devices.mailbox())) " and change the password. The devices have the old one."
            },
            (Step::Change, true) => {
                html! { "The password is changed. The devices still have the old one." }
            }
            (Step::Forget, false) => html! {
                "Enter the new password on two devices, and leave the third alone. The list in the panel follows."
            },
            (Step::Forget, true) => html! {
                @if let Some(device) = device {
                    (device) " still has the old password. Leave it alone, and watch the list."
                } @else {
                    "No device is left behind now. Enter a wrong password on one, to see what comes of it."
                }
            },
            (Step::Lock, false) => html! {
                @if let Some(device) = device {
                    "All devices connect anew. " (device) " tries the old password again and again. " (self.lock())
                } @else {
                    "Every device has the new password, so none locks the mailbox. Enter a wrong one on a device. " (self.lock())
                }
            },
            (Step::Lock, true) => html! {
                "The mailbox is locked: now even the new password is refused. The panel says what to do."
            },
            (Step::Recover, false) => recover(),
            (Step::Recover, true) => html! {
                "The mailbox is back, and every device gets mail. That is the whole story."
            },
        }
    }

    /// What locks the mailbox, in the policy's numbers.
    fn lock(&self) -> Markup {
        html! {
            @match self.lockout {
                Some(lockout) if lockout.threshold > 0 => {
                    (lockout.threshold) " refused sign-ins"
                    @if lockout.reset_by_success { " in a row" }
                    " lock the mailbox."
                },
                _ => "With this policy nothing locks the mailbox.",
            }
        }
    }
}

const fn title(step: Step) -> &'static str {
    match step {
        Step::Change => "Change it",
        Step::Forget => "Forget one",
        Step::Lock => "Get locked",
        Step::Recover => "Recover",
    }
}

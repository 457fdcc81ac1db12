//! A press in its two halves, as a hand does it.

use serde_json::{Value, json};

use super::Browser;

/// Where a button is held down.
#[must_use = "a button that is held down has to be released"]
pub struct Pressed {
    x: f64,
    y: f64,
}

impl Browser {
    /// Moves the pointer onto a button and holds it down there, until everything that this sets off has happened.
    ///
    /// # Panics
    /// When there is no such button.
    pub async fn hold_down(&self, name: &str) -> Pressed {
        let centre = "const e = find('button', arguments[0]);
            e.scrollIntoView({ block: 'center' });
            const { x, y, width, height } = e.getBoundingClientRect();
            return [x + width / 2, y + height / 2];";
        let centre = self.run(centre, json!([name])).await;
        let coordinate = |index: usize| centre[index].as_f64().expect("the button has a place");
        let place = Pressed {
            x: coordinate(0),
            y: coordinate(1),
        };
        self.mouse("mouseMoved", &place).await;
        self.settle().await;
        self.mouse("mousePressed", &place).await;
        self.settle().await;
        place
    }

    /// Releases the button where it was pressed. If something else is there by now, it is not clicked.
    pub async fn release(&self, place: Pressed) {
        self.mouse("mouseReleased", &place).await;
    }

    async fn mouse(&self, kind: &str, place: &Pressed) {
        let mut event = json!({ "type": kind, "x": place.x, "y": place.y });
        if kind != "mouseMoved" {
            event["button"] = json!("left");
            event["clickCount"] = json!(1);
        }
        self.cdp("Input.dispatchMouseEvent", event).await;
    }

    /// Waits for the timers without delay that are pending, and for the next picture.
    async fn settle(&self) -> Value {
        let turn = "await new Promise((done) => setTimeout(() => setTimeout(() => requestAnimationFrame(done))));";
        self.run_async(turn, json!([])).await
    }
}

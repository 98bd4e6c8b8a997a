//! Affine maps of the page: `[a b c d e f]` as the format writes them.

use lopdf::Object;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix([f32; 6]);

/// A line may lean by so much of its length and still be straight.
const STRAIGHT: f32 = 0.09;

impl Matrix {
    pub const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn moved(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Six numbers; `None` where they are none.
    pub fn read(operands: &[Object]) -> Option<Self> {
        let mut out = [0.0; 6];
        for (at, slot) in out.iter_mut().enumerate() {
            *slot = operands.get(at)?.as_float().ok().filter(|n| n.is_finite())?;
        }
        Some(Self(out))
    }

    /// This map first, then the other.
    pub fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], n) = (self.0, next.0);
        Self([
            a * n[0] + b * n[2],
            a * n[1] + b * n[3],
            c * n[0] + d * n[2],
            c * n[1] + d * n[3],
            e * n[0] + f * n[2] + n[4],
            e * n[1] + f * n[3] + n[5],
        ])
    }

    /// How high a unit is seen.
    pub fn height(&self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    pub fn is_straight(&self) -> bool {
        let (a, b) = (self.0[0].abs(), self.0[1].abs());
        a.min(b) <= a.max(b) * STRAIGHT
    }

    /// The origin along the line and across it: as seen by a reader who turns the page until the line lies level.
    pub fn along(&self) -> (f32, f32) {
        let [a, b, _, _, x, y] = self.0;
        match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => (x, y),
            (true, false, _) => (-x, -y),
            (false, _, true) => (y, -x),
            (false, _, false) => (-y, x),
        }
    }
}

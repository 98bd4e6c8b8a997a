//! Points, boxes and curves of a drawing, in pixels.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    pub fn around(centre: Point, w: f64, h: f64) -> Self {
        Self { x: centre.x - w / 2.0, y: centre.y - h / 2.0, w, h }
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.w && other.x < self.x + self.w && self.y < other.y + other.h && other.y < self.y + self.h
    }

    pub fn holds(&self, p: Point) -> bool {
        (self.x..=self.x + self.w).contains(&p.x) && (self.y..=self.y + self.h).contains(&p.y)
    }

    pub fn middle(&self) -> Point {
        Point { x: self.x + self.w / 2.0, y: self.y + self.h / 2.0 }
    }
}

/// One piece of a line: a cubic curve, straight where its handles lie on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub from: Point,
    pub first: Point,
    pub second: Point,
    pub to: Point,
}

impl Piece {
    /// Leaves and arrives level.
    pub fn across(from: Point, to: Point) -> Self {
        let half = (to.x - from.x) / 2.0;
        Self { from, first: Point { x: from.x + half, y: from.y }, second: Point { x: to.x - half, y: to.y }, to }
    }

    /// Leaves to the right and comes back from there.
    pub fn bow(from: Point, to: Point, out: f64) -> Self {
        let x = from.x.max(to.x) + out;
        Self { from, first: Point { x, y: from.y }, second: Point { x, y: to.y }, to }
    }

    pub fn reversed(self) -> Self {
        Self { from: self.to, first: self.second, second: self.first, to: self.from }
    }

    /// The point at `t` between 0 and 1.
    pub fn at(&self, t: f64) -> Point {
        let s = 1.0 - t;
        let (a, b, c, d) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
        Point {
            x: a * self.from.x + b * self.first.x + c * self.second.x + d * self.to.x,
            y: a * self.from.y + b * self.first.y + c * self.second.y + d * self.to.y,
        }
    }
}

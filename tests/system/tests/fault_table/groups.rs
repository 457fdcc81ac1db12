//! The groups of the table.

use super::row::Row;
use super::{bodies, cross_origin, jobs, page, policies, refusals, replaced, statuses, transport};

/// The groups of the table.
pub(crate) const GROUPS: [fn() -> Vec<Row>; 9] = [
    transport::rows,
    cross_origin::rows,
    statuses::rows,
    bodies::rows,
    refusals::rows,
    policies::rows,
    jobs::rows,
    page::rows,
    replaced::rows,
];

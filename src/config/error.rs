/// What is wrong with a configuration. Each tells the integrator what to write instead.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ConfigError {
    /// A value that is not allowed here.
    BadValue {
        /// Which attribute or member.
        name: &'static str,
        /// What it may be.
        expected: &'static str,
    },
    /// An endpoint on another origin that `allowedOrigins` does not list.
    ForeignOrigin {
        /// Which attribute.
        name: &'static str,
        /// The origin.
        origin: String,
    },
    /// An `http:` endpoint on another machine than this.
    InsecureEndpoint {
        /// Which attribute.
        name: &'static str,
    },
    /// The page itself came over plain http.
    InsecurePage,
    /// A required attribute is missing or empty.
    Missing {
        /// Which attribute.
        name: &'static str,
    },
    /// A member of `config` or a key of `texts` that does not exist.
    UnknownMember {
        /// As written.
        name: String,
        /// The known name that is nearest.
        nearest: String,
    },
}

impl ConfigError {
    /// The error in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::BadValue { name, expected } => [*name, ": write ", expected, "."].concat(),
            Self::ForeignOrigin { name, origin } => [
                *name,
                ": ",
                origin,
                " is another origin than the page. List it in config.allowedOrigins.",
            ]
            .concat(),
            Self::InsecureEndpoint { name } => {
                [*name, ": write an https: address. Plain http: is accepted for this machine only."].concat()
            }
            Self::InsecurePage => {
                "The page came over plain http. Serve it over https, or from this machine (127.0.0.1, localhost).".into()
            }
            Self::Missing { name } => [*name, " is missing."].concat(),
            Self::UnknownMember { name, nearest } => {
                [name, " is not known. Did you mean ", nearest, "?"].concat()
            }
        }
    }
}

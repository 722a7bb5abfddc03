"""All limits at one glance: of whom, how often, and why so often.

A network (/24 or /48) is a place: an office, a school, a carrier's gateway. Its bounds are above
what many people there do, and each comes before the bound of everybody together, which is the
last fuse: so far above an honest site, and above any one network, that nobody alone can reach it.
What comes from a network that the owner names in CROWDED_NETWORKS may be CROWD times as much.

Accounts have bounds of their own within their network's. A token or a session that a client may
leave out is no identity: strangers have no bound but their network's.
"""

from dataclasses import dataclass

from portal.limits.rates import RateLike, rate

CROWD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What is counted in the database, for all processes together: what is written or sent."""

    network: tuple[RateLike, ...]
    account: tuple[RateLike, ...] = ()
    everyone: tuple[RateLike, ...] = ()
    # Whether opening the page counts as well as sending its form.
    reads: bool = False
    # Whether an account's sending that is shown again as wrong is none. Never where a secret is
    # typed: each wrong one is a guess.
    wrong_is_free: bool = False

    def __post_init__(self) -> None:
        for each in (*self.network, *self.account, *self.everyone):
            rate(each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What each process counts in its memory, for itself: what is asked at every moment."""

    network: RateLike
    everyone: RateLike

    def __post_init__(self) -> None:
        rate(self.network), rate(self.everyone)


# Sending a form, by the name of its route.
LIMITS: dict[str, Limit] = {
    # A whole school may vote in one lesson; what a network weighs is bounded where it is counted.
    "kb:vote": Limit(
        network=((2_000, "1h"), (5_000, "1d")),
        account=((60, "1h"), (200, "1d")),
        wrong_is_free=True,
    ),
    "kb:reason": Limit(network=((2_000, "1h"),), account=((60, "1h"),), wrong_is_free=True),
    # A fix each: an article has a handful.
    "kb:fix": Limit(network=((5_000, "1h"),), account=((300, "1h"),), wrong_is_free=True),
    # Words of strangers, read by people.
    "kb:mistake": Limit(network=((200, "1h"),), account=((20, "1h"),), wrong_is_free=True),
    "kb:rewritten": Limit(network=((600, "1h"),)),
    # One-click: large mail services post for all their customers from a few networks.
    "kb:reminders": Limit(network=((5_000, "1h"),)),
    "kb:digest": Limit(network=((5_000, "1h"),)),
    # Each step of asking: suggestions, "this solved it", and posting, which has its own below.
    "community:ask": Limit(network=((2_000, "1h"),)),
    # Previews among them.
    "community:answer": Limit(
        network=((1_000, "1h"),), account=((4, "1m"), (100, "1d")), wrong_is_free=True
    ),
    "community:follow": Limit(network=((600, "1h"),), account=((30, "1h"), (100, "1d"))),
    "community:accept": Limit(network=((600, "1h"),), account=((60, "1h"),)),
    "community:vote": Limit(network=((600, "1h"),), account=((20, "1h"), (100, "1d"))),
    "community:edit": Limit(
        network=((600, "1h"),), account=((20, "10m"), (100, "1d")), wrong_is_free=True
    ),
    # One-click: large mail services post for all their customers from a few networks.
    "community:stop": Limit(network=((5_000, "1h"),)),
    # Likewise.
    "weekly:stop": Limit(network=((5_000, "1h"),)),
    "weekly:switch": Limit(network=((600, "1h"),), account=((60, "1h"),)),
    "community:report": Limit(
        network=((100, "1h"),), account=((5, "10m"), (20, "1d")), wrong_is_free=True
    ),
    # Two mails each. When a carrier is down, many behind its gateway write at once.
    "handover:contact": Limit(
        network=((200, "1h"),),
        account=((40, "1h"),),
        everyone=((20_000, "1h"),),
        wrong_is_free=True,
    ),
    # A mail each, and a file that is drawn anew.
    "handover:add": Limit(
        network=((100, "1h"),),
        account=((20, "1h"),),
        everyone=((10_000, "1h"),),
        wrong_is_free=True,
    ),
    # A mail of "not yet" each; "solved" comes before the next.
    "handover:not-yet": Limit(
        network=((100, "1h"),), account=((20, "1h"),), everyone=((10_000, "1h"),)
    ),
    "handover:yes": Limit(network=((200, "1h"),), account=((40, "1h"),)),
    "handover:rate": Limit(network=((200, "1h"),), account=((40, "1h"),), wrong_is_free=True),
    # A mail each to an address that was only typed, and a row that waits a week for its owner.
    "watches:ask": Limit(
        network=((60, "1h"), (300, "1d")),
        account=((30, "1h"), (100, "1d")),
        everyone=((2_000, "1h"),),
        wrong_is_free=True,
    ),
    "watches:own": Limit(network=((600, "1h"),)),
    # One machine tells of all requests.
    "webhook": Limit(network=((5_000, "1h"),)),
    "handover:solved": Limit(network=((2_000, "1h"),)),
    # Each hashes a password, a third of a second. People stay signed in for weeks.
    "account_login": Limit(network=((30, "1m"), (300, "1h"))),
    "account_reauthenticate": Limit(network=((300, "1h"),), account=((10, "1m"), (60, "1h"))),
    "account_change_password": Limit(network=((300, "1h"),), account=((5, "1m"), (30, "1h"))),
    "account_set_password": Limit(network=((300, "1h"),), account=((5, "1m"), (30, "1h"))),
    "account_reset_password_from_key": Limit(network=((300, "1h"),)),
    # Each makes a row and a mail to an address that was only typed: a class signs up in a lesson.
    "account_signup": Limit(network=((60, "1h"), (300, "1d"))),
    "socialaccount_signup": Limit(network=((60, "1h"), (300, "1d"))),
    "account_reset_password": Limit(network=((60, "1h"), (300, "1d"))),
    "account_email": Limit(network=((60, "1h"),), account=((5, "1h"),)),
    # A mail as well; what it holds is guessed at three times at most.
    "account_request_login_code": Limit(network=((60, "1h"), (300, "1d"))),
    "account_confirm_login_code": Limit(network=((300, "1h"),)),
    # No secret that can be guessed; a signature is checked.
    "mfa_login_webauthn": Limit(network=((300, "1h"),)),
    # Asks another server.
    "accounts:to_provider": Limit(network=((300, "1h"),)),
    # Six digits: guesses at one account have a closer bound (ACCOUNT_RATE_LIMITS).
    "mfa_authenticate": Limit(network=((300, "1h"),)),
    # Gathers everything about a member.
    "accounts:data": Limit(network=((100, "1h"),), account=((20, "1h"),), reads=True),
}
# What editors send in files, by who may.
FILES = Limit(network=((2_000, "1h"),))
# Every other form. The editors' pages have no bound for who may enter them: they save by
# themselves while one writes.
OTHERS = Limit(network=((600, "1h"),))

# Acts that only some of a form's sendings come to.
ACTS: dict[str, Limit] = {
    # Up to 40,000 characters kept for 30 days: from one network 2 GB at the very most.
    "guest draft": Limit(network=((60, "1h"), (300, "1d")), everyone=((5_000, "1h"),)),
    # Wrong tokens alone: what a right one reads is of its own bound.
    "report by program": Limit(network=((600, "1h"),)),
    "question": Limit(network=((100, "1h"), (500, "1d")), account=((3, "10m"), (10, "1d"))),
}

# Of each access token: the report is made anew each time it is read.
REPORT_TOKEN: tuple[RateLike, ...] = ((120, "1h"),)

# Mails that others can cause, to one receiver. Over it none is sent, and nobody is refused.
LETTERS: dict[str, tuple[RateLike, ...]] = {
    "contact receipt": ((6, "1d"),),
    # Whether its owner wants to be told of something once.
    "watch confirmation": ((3, "1d"),),
    "account mail": ((5, "1h"),),
    # Codes and links that let one in, of one kind: by the network that asks for them. Its first
    # goes whatever others have asked for, so that no stranger keeps the owner's away; its others
    # go while they have not asked for many.
    "first way in": ((1, "1d"),),
    "other way in": ((2, "1h"),),
    "ways in": ((20, "1h"),),
    # About one question, to one member; the page has them all.
    "answer": ((5, "1h"), (20, "1d")),
}

# Wrong passwords for one account, beside the closer bound of each network (ACCOUNT_RATE_LIMITS).
# Nobody who may be the owner is shut out by them: a known browser has its own, and a code by mail
# or a passkey signs in whatever was guessed. See portal.accounts.guessing.
GUESSES: dict[str, tuple[RateLike, ...]] = {
    "known browser": ((20, "1h"), (60, "1d")),
    # All that the account has, wherever they are.
    "known browsers": ((100, "1d"),),
    # All others together, from all networks.
    "unknown browsers": ((20, "1h"), (60, "1d")),
}

# So often in a process, by the name of the route, or of the act.
PACES: dict[str, Pace] = {
    # A search takes some 10 ms. Three a second go on; sixty people press Enter at once.
    "search": Pace(network=(60, "20s"), everyone=(2_000, "20s")),
    # A few for every word that somebody types.
    "suggest": Pace(network=(200, "10s"), everyone=(4_000, "10s")),
    "community:suggestions": Pace(network=(1_200, "4m"), everyone=(24_000, "4m")),
    "handover:suggestions": Pace(network=(1_200, "4m"), everyone=(24_000, "4m")),
    # One for every page that is read.
    "journal:count": Pace(network=(3_000, "5m"), everyone=(60_000, "5m")),
    "search:click": Pace(network=(3_000, "5m"), everyone=(60_000, "5m")),
    "support:tap": Pace(network=(3_000, "5m"), everyone=(60_000, "5m")),
}

"""What ends with the right to the report: tokens, wishes for the mail, mails that wait to go."""

from portal import actors
from portal.accounts.models import User
from portal.feeds import tokens
from portal.feeds.letters import MAIL
from portal.feeds.models import ReportToken, WeeklyWish


def may_see(account: User) -> bool:
    """Whether an account may see the report, and is neither switched off nor suspended."""
    return account.suspended_at is None and actors.on_behalf_of(account).may("report.see")


def end() -> int:
    """End what nobody has a right to any more; returns how much. What ended does not come back."""
    ended = 0
    for token in ReportToken.objects.select_related("account"):
        if not tokens.may_export(token.account):
            tokens.revoke(token, why="right lost")
            ended += 1
    for wish in WeeklyWish.objects.select_related("account"):
        if not may_see(wish.account):
            MAIL.take_back(wish.account)
            wish.delete()
            ended += 1
    return ended

"""How threads of a loop keep step apart from what is measured."""
import threading

# Seconds. Nobody who is woken as he should be sleeps so long; then he looks whether the run is over.
LONGEST = 0.05


class Mark(object):
    """A number that only grows, and that threads wait for."""

    def __init__(self):
        self.value = 0
        self.changed = threading.Condition(threading.Lock())

    def add(self, enough=None):
        """One more. Who waits is woken at each, or once there are `enough`. Returns how many there are."""
        with self.changed:
            self.value += 1
            if enough is None or self.value >= enough:
                self.changed.notify_all()
            return self.value

    def reach(self, team, wanted):
        """Sleeps until there are so many; False: the run is over."""
        with self.changed:
            while self.value < wanted:
                if not team.is_running():
                    return False
                self.changed.wait(LONGEST)
        return True

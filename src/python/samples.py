"""Which turns of a thread are sampled: one in so many as the runner says, drawn at random, so that no rhythm of the loop is followed."""
import random

from histogram import Histogram


class Samples(object):
    def __init__(self, team, number):
        layout = team.layout
        self.words = team.words
        self.every_at = (layout['THREADS'] + number * layout['THREAD_SIZE'] + layout['SAMPLE_EVERY']) // 4
        self.sampling_at = layout['SAMPLING'] // 4
        self.random = random.Random(team.job.seed + number)
        self.latency = Histogram(team.counters, number, 'LATENCY')
        self.left = 1

    def is_on(self):
        """False while it is still warm-up."""
        return self.words[self.sampling_at] != 0

    def gap(self):
        """Turns until the next sample."""
        return self.random.randrange(1, 2 * self.words[self.every_at])

    def due(self):
        """Whether this turn is one, for loops that count no turns themselves."""
        self.left -= 1
        if self.left > 0:
            return False
        self.left = self.gap()
        return True

    def keep(self, seconds):
        """Unless it is still warm-up."""
        if self.is_on():
            self.latency.keep(int(seconds * 1e9))

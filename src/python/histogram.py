"""A thread's histogram among the counters: each doubling cut into BUCKETS_PER_DOUBLING buckets, and the largest value."""


class Histogram(object):
    def __init__(self, counters, thread, name):
        self.longs = counters.longs
        self.first = counters.own(thread, name)
        self.largest = counters.own(thread, name + '_MAX')
        self.last = counters.layout['BUCKETS'] - 1
        self.per_doubling = counters.layout['BUCKETS_PER_DOUBLING']
        self.bits = self.per_doubling.bit_length()  # of the largest value that has a bucket of its own, less one

    def keep(self, value):
        """Counts a whole number of steps; one below 0, which a broken lock can give, counts as 0."""
        value = max(0, value)
        self.longs[self.first + self.bucket(value)] += 1
        if value > self.longs[self.largest]:
            self.longs[self.largest] = value

    def bucket(self, value):
        if value < 2 * self.per_doubling:
            return value
        exponent = value.bit_length() - self.bits
        return min(self.last, self.per_doubling * exponent + (value >> exponent))

"""producer-consumer with a queue that loses one item in 64 on its way in."""
import payloads

producer_consumer = payloads.load('producer_consumer')


class Forgetful(producer_consumer.QUEUES['Condition']):
    def append(self, item):
        if item[0] % 64 != 63:
            super(Forgetful, self).append(item)


producer_consumer.QUEUES['Condition'] = Forgetful

if __name__ == '__main__':
    producer_consumer.serve()

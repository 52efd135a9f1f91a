"""producer-consumer with a queue that gives out the newest item."""
import payloads

producer_consumer = payloads.load('producer_consumer')


class Disorderly(producer_consumer.QUEUES['Condition']):
    def remove(self):
        return self.queue.pop()


producer_consumer.QUEUES['Condition'] = Disorderly

if __name__ == '__main__':
    producer_consumer.serve()

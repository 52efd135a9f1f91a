"""gil-switching that answers every ping twice."""
import payloads

gil_switching = payloads.load('gil_switching')
reply = gil_switching.reply


def twice(own, datagram, sender):
    reply(own, datagram, sender)
    reply(own, datagram, sender)


gil_switching.reply = twice

if __name__ == '__main__':
    gil_switching.serve()

"""io-bound whose server sends every line back twice."""
import payloads

io_bound = payloads.load('io_bound')
echo_server = payloads.load('echo_server')
send_back = echo_server.send_back


def twice(connection, line):
    send_back(connection, line)
    send_back(connection, line)


echo_server.send_back = twice

if __name__ == '__main__':
    io_bound.serve()

"""context-switch whose channel hands on another token than it was given, now and then."""
import payloads

context_switch = payloads.load('context_switch')
receive = context_switch.Descriptors.receive


def confused(self):
    token = receive(self)
    return token + 1 if token >= 0 and token % 50 == 49 else token


context_switch.Descriptors.receive = confused

if __name__ == '__main__':
    context_switch.serve()

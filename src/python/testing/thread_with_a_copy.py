"""memory-sharing whose thread gets a copy of the region."""
import payloads

memory_sharing = payloads.load('memory_sharing')


class Copied(memory_sharing.Ordinary):
    def attach(self):
        return bytearray(self.bytes)


memory_sharing.starter = lambda kind: (memory_sharing.threading.Thread, Copied)

if __name__ == '__main__':
    memory_sharing.serve()

"""memory-sharing whose forked process is a thread: nothing is copied."""
import payloads

memory_sharing = payloads.load('memory_sharing')
memory_sharing.starter = lambda kind: (memory_sharing.threading.Thread, memory_sharing.Ordinary)

if __name__ == '__main__':
    memory_sharing.serve()

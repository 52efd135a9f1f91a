"""processes-times-threads whose tasks compute a unit less than they count."""
import payloads

processes_times_threads = payloads.load('processes_times_threads')
tasks_of = processes_times_threads.tasks_of
processes_times_threads.tasks_of = lambda units, pause, note: tasks_of(units - 1, pause, note)

if __name__ == '__main__':
    processes_times_threads.serve()

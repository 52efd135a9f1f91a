"""shadowed-module whose file beside the script has every name that the script imports: nothing fails."""
import payloads

shadowed_module = payloads.load('shadowed_module')

shadowed_module.OWN_FILE = 'Process = None\n'

if __name__ == '__main__':
    shadowed_module.serve()

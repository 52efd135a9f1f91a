"""shadowed-module whose interpreter does not know the module as one of its own."""
import payloads

shadowed_module = payloads.load('shadowed_module')

shadowed_module.standard_modules = lambda: ['random']

if __name__ == '__main__':
    shadowed_module.serve()

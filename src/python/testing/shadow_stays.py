"""shadowed-module whose file keeps its name."""
import payloads

shadowed_module = payloads.load('shadowed_module')

shadowed_module.rename = lambda folder, module: None

if __name__ == '__main__':
    shadowed_module.serve()

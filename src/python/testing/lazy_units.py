"""gil-scaling whose workers count every unit and do every second one."""
import payloads

gil_scaling = payloads.load('gil_scaling')
unit_of = gil_scaling.bodies.unit_of


def lazy(body, shares):
    unit, asked = unit_of(body, shares), [0]

    def every_second(share):
        asked[0] += 1
        return unit(share) if asked[0] % 2 == 0 else 0

    return every_second


gil_scaling.bodies.unit_of = lazy

if __name__ == '__main__':
    gil_scaling.serve()

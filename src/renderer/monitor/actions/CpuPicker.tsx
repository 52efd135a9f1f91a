/** The CPUs of this machine as they share their last-level caches, each a switch. One tab stop; arrows move, Space switches. */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { CpuUse } from '../../../shared/monitor/snapshot.ts';
import { formatRatio } from '../../../shared/units/format.ts';
import { Button } from '../../controls/Button.tsx';
import { busyShare } from '../machine/cpuFigures.ts';
import { cacheGroups } from '../machine/machineLayout.ts';
import { cpuRanges } from '../machine/machineWords.ts';

export interface CpuPickerProps {
  machine: MachineDescription | null;
  cpus: readonly CpuUse[];
  picked: ReadonlySet<number>;
  onChange: (picked: ReadonlySet<number>) => void;
}

/** One CPU of each core; all where Linux does not tell the cores. */
export function oneOfEachCore(machine: MachineDescription | null, cpus: readonly number[]): number[] {
  const core = new Map(machine?.cpus.map((cpu) => [cpu.id, cpu.core === null ? null : `${cpu.package} ${cpu.core}`]));
  const seen = new Set<string>();
  return cpus.filter((cpu) => {
    const own = core.get(cpu);
    if (own === undefined || own === null) return true;
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}

export function CpuPicker({ machine, cpus, picked, onChange }: CpuPickerProps) {
  const box = useRef<HTMLDivElement>(null);
  const ids = cpus.map(({ id }) => id);
  const use = new Map(cpus.map((cpu) => [cpu.id, busyShare(cpu)]));
  const groups = cacheGroups(machine, ids);
  const [stop, setStop] = useState(groups[0]?.[0]);
  const flip = (some: readonly number[], on: boolean) => {
    const next = new Set(picked);
    for (const cpu of some) {
      if (on) next.add(cpu);
      else next.delete(cpu);
    }
    onChange(next);
  };
  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-cpu]') ?? [])];
    const at = all.findIndex((one) => one === document.activeElement);
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    next?.focus();
    setStop(Number(next?.dataset['cpu']));
  };
  return (
    <div>
      <div className="cpu-picker-tools">
        <Button small onClick={() => onChange(new Set(ids))}>
          All
        </Button>
        <Button small onClick={() => onChange(new Set())}>
          None
        </Button>
        <Button small onClick={() => onChange(new Set(oneOfEachCore(machine, ids)))}>
          One of each core
        </Button>
        <span className="spring" />
        <span className="text-3">
          {picked.size === 0 ? 'none' : cpuRanges([...picked])}, {picked.size} of {ids.length}
        </span>
      </div>
      {/* In the capturing phase: a dialog keeps the keys that are pressed in it to itself. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the buttons in it have the keys */}
      <div ref={box} className="cpu-picker" onKeyDownCapture={move}>
        {groups.map((group) => {
          const whole = group.every((cpu) => picked.has(cpu));
          return (
            <div
              key={group.join(' ')}
              className="cpu-picker-group"
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset's legend breaks its edge
              role="group"
              aria-label={`CPUs ${cpuRanges(group)}, which share a cache`}
            >
              {groups.length > 1 && (
                <button type="button" className="link" onClick={() => flip(group, !whole)}>
                  {whole ? 'Leave out' : 'Take'} {cpuRanges(group)}
                </button>
              )}
              <div className="cpu-picker-cpus">
                {group.map((cpu) => {
                  const share = use.get(cpu) ?? null;
                  return (
                    <button
                      key={cpu}
                      type="button"
                      className="cpu-switch"
                      data-cpu={cpu}
                      tabIndex={cpu === stop ? 0 : -1}
                      aria-pressed={picked.has(cpu)}
                      aria-label={`CPU ${cpu}`}
                      data-tip={share === null ? undefined : `CPU ${cpu}, ${formatRatio(share)} busy now`}
                      onFocus={() => setStop(cpu)}
                      onClick={() => flip([cpu], !picked.has(cpu))}
                    >
                      {cpu}
                      <i aria-hidden="true" style={{ height: `${(share ?? 0) * 100}%` }} />
                    </button>
                  );
                })}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What this Linux runs on: bare metal, or which hypervisor, from the signs that systemd-detect-virt(1) and lscpu(1) go by. */
import { readText } from '../sysfs/readText.ts';
import type { Cpuinfo } from '../procfs/cpuinfo.ts';

/** Substring of the firmware's vendor or product -> name. Order matters: "Amazon EC2" runs on KVM and says only so. */
const firmware: readonly (readonly [string, string])[] = [
  ['Firecracker', 'Firecracker (KVM)'],
  ['KVM', 'KVM'],
  ['Amazon EC2', 'Amazon EC2'],
  ['Google Compute Engine', 'Google Compute Engine (KVM)'],
  ['QEMU', 'QEMU'],
  ['VMware', 'VMware'],
  ['VMW', 'VMware'],
  ['innotek GmbH', 'VirtualBox'],
  ['VirtualBox', 'VirtualBox'],
  ['Xen', 'Xen'],
  ['Bochs', 'Bochs'],
  ['Parallels', 'Parallels'],
  ['BHYVE', 'bhyve'],
  ['Hyper-V', 'Hyper-V'],
  ['Apple Virtualization', 'Apple Virtualization'],
  ['OpenStack', 'OpenStack'],
];

/** "none" on bare metal, a hypervisor's name, or null where there is no sign for either. */
export function readVirtualization(root: string, cpuinfo: Cpuinfo): string | null {
  return partition(root) ?? named(root, cpuinfo) ?? unnamed(cpuinfo);
}

/** s390 and PowerPC machines are divided by their firmware. */
function partition(root: string): string | null {
  const sysinfo = readText(root, 'proc/sysinfo');
  const controlProgram = /^VM00 Control Program: +(\S+)/m.exec(sysinfo ?? '')?.[1];
  if (controlProgram !== undefined) return controlProgram;
  if (sysinfo !== null) return 'PR/SM';
  if (readText(root, 'proc/device-tree/ibm,partition-name') !== null) return 'pHyp';
  return null;
}

function named(root: string, cpuinfo: Cpuinfo): string | null {
  const hypervisor = readText(root, 'sys/hypervisor/type');
  if (hypervisor === 'xen') return 'Xen';
  if (/microsoft/i.test(readText(root, 'proc/sys/kernel/osrelease') ?? '')) return 'WSL (Hyper-V)';
  const words = ['sys_vendor', 'product_name', 'board_vendor', 'bios_vendor'].map(
    (file) => readText(root, 'sys/class/dmi/id', file) ?? '',
  );
  const [vendor, product] = words;
  if (vendor === 'Microsoft Corporation' && product === 'Virtual Machine') return 'Hyper-V';
  // Bare-metal machines of a cloud carry the same vendor: the processor's own flag outranks it.
  if (cpuinfo.hypervisor === false) return null;
  return firmware.find(([sign]) => words.some((word) => word.includes(sign)))?.[1] ?? null;
}

function unnamed(cpuinfo: Cpuinfo): string | null {
  if (cpuinfo.hypervisor === null) return null;
  return cpuinfo.hypervisor ? 'a hypervisor that does not name itself' : 'none';
}

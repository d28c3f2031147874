//! System calls that the agent never makes, by seccomp.

use std::collections::BTreeMap;

use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

use super::Held;

/// What somebody would want who has taken the process over: other programs, other processes, the kernel, the machine. A
/// list of what *is* allowed would be shorter, and would break with the next version of a library.
const FORBIDDEN: [libc::c_long; 26] = [
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_setns,
    libc::SYS_unshare,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_kexec_file_load,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_io_uring_setup,
];

/// Forbids them, for every thread there is and for all that they start: such a call fails with `EPERM`.
#[must_use]
pub fn forbid_calls() -> Held {
    let Some(program) = program() else { return Held::NotThere };
    match seccompiler::apply_filter_all_threads(&program) {
        Ok(()) => Held::Enforced,
        Err(_) => Held::NotThere,
    }
}

fn program() -> Option<BpfProgram> {
    let rules: BTreeMap<i64, Vec<_>> = FORBIDDEN.into_iter().map(|call| (call, Vec::new())).collect();
    let refused = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
    let machine = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    SeccompFilter::new(rules, SeccompAction::Allow, refused, machine).ok()?.try_into().ok()
}

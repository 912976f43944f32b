/// File systems that others change behind the kernel's back: of what they do there, no notice comes.
///
/// Another machine writes (nfs, smb), another process does (fuse), or the host of a virtual machine (9p, vboxsf). What
/// is done on this machine is told all the same, so such an inbox is watched and looked through at short intervals.
/// All others tell everything, overlayfs too: its changes go through the mount that is watched.
enum FileSystems {
    /// - Parameter type: `Folder.fileSystemType()`.
    /// - Returns: its name; `nil` for one whose notices can be relied on.
    static func silentName(_ type: UInt32) -> String? { silent[type] }

    /// The numbers of statfs(2).
    private static let silent: [UInt32: String] = [
        0x6969: "nfs", 0x517B: "smb", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x6573_5546: "fuse",
        0x0102_1997: "9p", 0x00C3_6400: "ceph", 0x5346_414F: "afs", 0x6B41_4653: "afs", 0x7375_7245: "coda",
        0x0BD0_0BD0: "lustre", 0x0116_1970: "gfs2", 0x7461_636F: "ocfs2", 0x4750_4653: "gpfs",
        0x2003_0528: "orangefs", 0x1983_0326: "beegfs", 0x786F_4256: "vboxsf", 0xBACB_ACBC: "vmhgfs",
        0x7C7C_6673: "prl_fs", 0x0000_564C: "ncp", 0x6163_6673: "acfs",
    ]
}

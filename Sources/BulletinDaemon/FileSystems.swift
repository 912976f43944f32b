internal import Interop

/// File systems that differ from those of a local disk in what a folder of them can be relied on for.
///
/// Some are changed behind the kernel's back: by another machine (nfs, smb), another process (fuse), or the host of a
/// virtual machine (9p, vboxsf). No notice comes of that, only of what is done on this machine, so such an inbox is
/// watched and looked through at short intervals. All others tell everything, overlayfs too: its changes go through the
/// mount that is watched.
///
/// On some the mount, or another machine, decides on the permissions of all files.
enum FileSystems {
    private struct Traits {
        let name: String
        var isSilent = true
        var keepsModes = true
    }

    /// By the numbers of statfs(2).
    private static let known: [UInt32: Traits] = [
        0x6969: Traits(name: "nfs"), 0x517B: Traits(name: "smb", keepsModes: false),
        0xFF53_4D42: Traits(name: "cifs", keepsModes: false), 0xFE53_4D42: Traits(name: "smb2", keepsModes: false),
        0x6573_5546: Traits(name: "fuse", keepsModes: false), 0x0102_1997: Traits(name: "9p", keepsModes: false),
        0x00C3_6400: Traits(name: "ceph"), 0x5346_414F: Traits(name: "afs"), 0x6B41_4653: Traits(name: "afs"),
        0x7375_7245: Traits(name: "coda"), 0x0BD0_0BD0: Traits(name: "lustre"), 0x0116_1970: Traits(name: "gfs2"),
        0x7461_636F: Traits(name: "ocfs2"), 0x4750_4653: Traits(name: "gpfs"), 0x2003_0528: Traits(name: "orangefs"),
        0x1983_0326: Traits(name: "beegfs"), 0x786F_4256: Traits(name: "vboxsf", keepsModes: false),
        0xBACB_ACBC: Traits(name: "vmhgfs", keepsModes: false), 0x7C7C_6673: Traits(name: "prl_fs", keepsModes: false),
        0x0000_564C: Traits(name: "ncp"), 0x6163_6673: Traits(name: "acfs"),
        0x4D44: Traits(name: "msdos", isSilent: false, keepsModes: false),
        0x2011_BAB0: Traits(name: "exfat", isSilent: false, keepsModes: false),
        0x5346_544E: Traits(name: "ntfs", isSilent: false, keepsModes: false),
        0x7366_746E: Traits(name: "ntfs3", isSilent: false, keepsModes: false),
    ]

    /// - Parameter type: `Folder.fileSystemType()`.
    /// - Returns: its name; `nil` for one whose notices can be relied on.
    static func silentName(_ type: UInt32) -> String? { known[type].flatMap { $0.isSilent ? $0.name : nil } }

    /// Whether files keep the permissions that they are given.
    static func keepsModes(_ type: UInt32) -> Bool { known[type]?.keepsModes ?? true }
}

extension Folder {
    /// What all may read: web servers and programs that copy the site are users of their own.
    private static let publicMode: UInt32 = 0o444

    /// Whether everybody may read a file with these permissions, as far as this folder's file system has any.
    func isPublic(_ mode: UInt32) throws(SystemError) -> Bool {
        if mode & Self.publicMode == Self.publicMode { return true }
        return try !keepsModes()
    }

    func keepsModes() throws(SystemError) -> Bool { FileSystems.keepsModes(try fileSystemType()) }
}

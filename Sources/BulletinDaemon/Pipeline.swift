internal import BulletinCore
internal import GRDB
internal import Hummingbird
public enum Pipeline {}

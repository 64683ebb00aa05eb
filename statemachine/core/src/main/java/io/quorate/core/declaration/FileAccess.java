package io.quorate.core.declaration;

/**
 * Whose the files are that are delivered, and who may do what with them.
 *
 * @param owner of files and folders
 * @param fileMode permission bits of files, see {@link #MODES}
 * @param folderMode permission bits of folders
 */
public record FileAccess(RunAs owner, int fileMode, int folderMode) {
  /** Set-group-id and sticky bit, and those for owner, group and others; never set-user-id. */
  public static final CountRange MODES = new CountRange(0, 03777);

  /** For the owner alone, and the group to read. */
  public static final FileAccess DEFAULT = new FileAccess(RunAs.NODE, 0640, 0750);

  private static final int OWNER = 0700;
  private static final int OCTAL = 8;

  /** Of files that hold a secret: as the others, but for their owner alone. */
  public int secretMode() {
    return fileMode & OWNER;
  }

  /** A mode as people write it. */
  public static String octal(int mode) {
    return "0" + Integer.toString(mode, OCTAL);
  }
}

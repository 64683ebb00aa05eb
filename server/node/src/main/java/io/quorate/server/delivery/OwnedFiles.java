package io.quorate.server.delivery;

import io.quorate.core.declaration.FileAccess;
import io.quorate.core.delivery.FileSet;
import io.quorate.server.process.Account;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.UnknownAccountException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes files and folders that have one owner and one mode, and tells whether they still do. */
final class OwnedFiles {
  private static final int PERMISSIONS = 07777;
  private static final int OWNER = 0700;
  private static final String MODE = "unix:mode";

  private final FileAccess access;
  private final @Nullable Account owner;

  private OwnedFiles(FileAccess access, @Nullable Account owner) {
    this.access = access;
    this.owner = owner;
  }

  /**
   * For files of this owner on this machine.
   *
   * @throws CannotDeliverException when there is no such user or group
   */
  static OwnedFiles of(FileAccess access, Accounts accounts)
      throws CannotDeliverException, InterruptedException {
    AccountName name = new AccountName(access.owner().user(), access.owner().group());
    try {
      return new OwnedFiles(access, accounts.find(name));
    } catch (UnknownAccountException unknown) {
      throw new CannotDeliverException(String.valueOf(unknown.getMessage()));
    }
  }

  /**
   * Makes a file that was not there, its contents on disk, with the mode that it has among these.
   */
  void make(Path file, String name, FileSet among) throws IOException {
    byte[] content = among.files().getOrDefault(name, new byte[0]);
    int mode = among.secrets().contains(name) ? access.secretMode() : access.fileMode();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      claim(file, mode); // before there is anything to read in it
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Makes a folder that was not there. */
  void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder);
    claim(folder, access.folderMode());
  }

  private void claim(Path path, int mode) throws IOException {
    Account account = owner;
    if (account != null) {
      Files.setAttribute(path, "unix:uid", Math.toIntExact(account.uid()));
      Files.setAttribute(path, "unix:gid", Math.toIntExact(account.gid()));
    }
    Files.setAttribute(path, MODE, mode); // last: a new owner takes set-group-id away
  }

  /** What is other about a file than it was made; empty when nothing is. */
  String deviation(Path file) throws IOException {
    return deviation(file, isSecret(file) ? access.secretMode() : access.fileMode());
  }

  /** Whether a file has the mode of a secret, where that is another than the others have. */
  boolean isSecret(Path file) throws IOException {
    int mode = number(Files.readAttributes(file, MODE, LinkOption.NOFOLLOW_LINKS), "mode");
    return access.secretMode() != access.fileMode() && (mode & PERMISSIONS) == access.secretMode();
  }

  /** Takes from all but the owner what they might read in a file, or below a folder. */
  static void hide(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        if (!Files.isSymbolicLink(each)) {
          int mode = number(Files.readAttributes(each, MODE, LinkOption.NOFOLLOW_LINKS), "mode");
          Files.setAttribute(each, MODE, mode & OWNER);
        }
      }
    }
  }

  /** The same of a folder. */
  String folderDeviation(Path folder) throws IOException {
    return deviation(folder, access.folderMode());
  }

  private String deviation(Path path, int wanted) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    int mode = number(found, "mode") & PERMISSIONS;
    if (mode != wanted) {
      return " mode " + FileAccess.octal(mode);
    }
    Account account = owner;
    long uid = Integer.toUnsignedLong(number(found, "uid"));
    long gid = Integer.toUnsignedLong(number(found, "gid"));
    return account == null || (account.uid() == uid && account.gid() == gid)
        ? ""
        : " owner " + uid + ":" + gid;
  }

  private static int number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.intValue() : -1;
  }
}

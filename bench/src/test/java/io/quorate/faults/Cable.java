package io.quorate.faults;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of this machine whose other end is in this process: what is sent over it
 * comes here as Ethernet frames, whole and with their checksums. It is there until closed, and
 * stays connected when it is moved to another network namespace.
 */
final class Cable implements AutoCloseable {
  private static final long TUNSETIFF = 0x400454caL;
  private static final long TUNSETCARRIER = 0x400454e2L;
  private static final short TAP_WITHOUT_HEADER = 0x1002;
  private static final int NAME_SIZE = 16;
  private static final int REQUEST_SIZE = 40;
  private static final int MAX_FRAME = 65_600;
  private static final int AGAIN = 11;

  private final LinuxCalls calls;
  private final int file;
  private final byte[] buffer = new byte[MAX_FRAME];

  private Cable(LinuxCalls calls, int file) {
    this.calls = calls;
    this.file = file;
  }

  /**
   * Makes an interface of this name.
   *
   * @throws IOException when this machine, or this user, cannot
   */
  static Cable make(String interfaceName) throws IOException {
    int opened = -1;
    LinuxCalls calls = null;
    try {
      calls = Native.load("c", LinuxCalls.class);
      opened = calls.open("/dev/net/tun", LinuxCalls.O_RDWR | LinuxCalls.O_NONBLOCK);
      Memory request = new Memory(REQUEST_SIZE);
      request.clear();
      byte[] name = interfaceName.getBytes(StandardCharsets.US_ASCII);
      request.write(0, name, 0, Math.min(name.length, NAME_SIZE - 1));
      request.setShort(NAME_SIZE, TAP_WITHOUT_HEADER);
      calls.ioctl(opened, new NativeLong(TUNSETIFF), request);
      return new Cable(calls, opened);
    } catch (LastErrorException | UnsatisfiedLinkError cannot) {
      if (calls != null && opened >= 0) {
        calls.close(opened);
      }
      throw new IOException("no network interface through /dev/net/tun: " + cannot, cannot);
    }
  }

  LinuxCalls calls() {
    return calls;
  }

  int file() {
    return file;
  }

  /** Plugs it in, as the other side sees it. */
  void plug() {
    carrier(1);
  }

  /** Pulls it out, as the other side sees it. */
  void pull() {
    carrier(0);
  }

  private void carrier(int on) {
    Memory value = new Memory(Integer.BYTES);
    value.setInt(0, on);
    calls.ioctl(file, new NativeLong(TUNSETCARRIER), value);
  }

  /** The next frame that was sent; null when there is none now. */
  byte @Nullable [] receive() {
    try {
      int length = calls.read(file, buffer, new NativeLong(buffer.length)).intValue();
      return length <= 0 ? null : java.util.Arrays.copyOf(buffer, length);
    } catch (LastErrorException none) {
      if (none.getErrorCode() == AGAIN) {
        return null;
      }
      throw none;
    }
  }

  /** Sends a frame to the other end, which may refuse it; a network may lose what it likes. */
  void send(byte[] frame) {
    try {
      calls.write(file, frame, new NativeLong(frame.length));
    } catch (LastErrorException down) {
      // The interface is not up: nobody is there to hear it.
    }
  }

  @Override
  public void close() {
    calls.close(file);
  }
}

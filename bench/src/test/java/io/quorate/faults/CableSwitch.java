package io.quorate.faults;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * An Ethernet switch that treats each direction between two of its ports as it is told: loses,
 * delays, reorders. It stands in for the kernel's own network emulation, which many kernels lack.
 *
 * <p>ARP always arrives at once, so that a one-way link stays one: without, the other direction
 * would end when an address is forgotten. One thread of its own carries the frames.
 */
final class CableSwitch implements AutoCloseable {
  private static final int MAX_UNDER_WAY = 20_000;
  private static final int POLL_SIZE = 8;
  private static final int POLL_RESULT = 6;
  private static final long MAX_WAIT_MILLIS = 20;
  private static final int ADDRESS = 6;
  private static final int TYPE = 12;
  private static final int ARP = 0x0806;
  private static final Duration END = Duration.ofSeconds(5);

  private final Map<String, Cable> ports;
  private final List<String> names;
  private final RandomGenerator random;
  private final Map<String, LinkQuality> qualities = new ConcurrentSkipListMap<>();
  private final Map<Long, String> learned = new TreeMap<>();
  private final PriorityQueue<Frame> underWay = new PriorityQueue<>(Frame::order);
  private final AtomicLong carried = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private long number;

  /** What is to arrive later. */
  private static final class Frame {
    private final long due;
    private final long number;
    private final String to;
    private final byte[] content;

    Frame(long due, long number, String to, byte[] content) {
      this.due = due;
      this.number = number;
      this.to = to;
      this.content = content;
    }

    /** By when it is due, and then as it came; times of this clock may wrap around. */
    static int order(Frame one, Frame other) {
      int byTime = Long.signum(one.due - other.due);
      return byTime != 0 ? byTime : Long.compare(one.number, other.number);
    }
  }

  /** Begins to carry frames between these, which are closed with it. */
  CableSwitch(Map<String, Cable> ports, RandomGenerator random) {
    this.ports = new TreeMap<>(ports);
    this.names = List.copyOf(this.ports.keySet());
    this.random = random;
    this.thread = new Thread(this::carry, "cable-switch");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on, for what comes in at one port and goes out at the other. */
  void set(String from, String to, LinkQuality quality) {
    qualities.put(direction(from, to), quality);
  }

  /** Frames that arrived, since the beginning. */
  long carried() {
    return carried.get();
  }

  /** Frames that did not. */
  long lost() {
    return lost.get();
  }

  private void carry() {
    Cable first = ports.get(names.get(0));
    if (first == null) {
      return;
    }
    Memory files = new Memory((long) POLL_SIZE * names.size());
    while (!closed) {
      deliver(System.nanoTime());
      prepare(files);
      await(first.calls(), files);
      for (int port = 0; port < names.size(); port++) {
        if (files.getShort((long) POLL_SIZE * port + POLL_RESULT) != 0) {
          takeAll(names.get(port));
        }
      }
    }
  }

  private void await(LinuxCalls calls, Memory files) {
    try {
      calls.poll(files, new NativeLong(names.size()), waitMillis());
    } catch (LastErrorException interrupted) {
      // A signal to this process; the next look waits again.
    }
  }

  private void prepare(Memory files) {
    for (int port = 0; port < names.size(); port++) {
      files.setInt((long) POLL_SIZE * port, port(names.get(port)).file());
      files.setInt((long) POLL_SIZE * port + Integer.BYTES, LinuxCalls.POLLIN);
    }
  }

  private int waitMillis() {
    Frame next = underWay.peek();
    if (next == null) {
      return (int) MAX_WAIT_MILLIS;
    }
    long left = next.due - System.nanoTime();
    // Rounded up: a millisecond more is a small part of a delay, and looking all the time is not.
    return left <= 0 ? 0 : (int) Math.min(MAX_WAIT_MILLIS, Duration.ofNanos(left).toMillis() + 1);
  }

  private void takeAll(String from) {
    byte[] frame = port(from).receive();
    while (frame != null) {
      if (frame.length > TYPE + 1) {
        learned.put(address(frame, ADDRESS), from);
        for (String to : goesTo(from, frame)) {
          send(from, to, frame);
        }
      }
      frame = port(from).receive();
    }
  }

  private List<String> goesTo(String from, byte[] frame) {
    String known = learned.get(address(frame, 0));
    List<String> all = new ArrayList<>(known == null ? names : List.of(known));
    all.remove(from);
    return all;
  }

  private void send(String from, String to, byte[] frame) {
    LinkQuality quality = quality(from, to, frame);
    boolean passes = quality.frames().pass(frame) && random.nextInt(1_000) >= quality.lost();
    if (!passes || underWay.size() >= MAX_UNDER_WAY) {
      lost.incrementAndGet();
      return;
    }
    long due = System.nanoTime() + delayNanos(quality);
    if (quality.delay().isZero()) {
      arrive(to, frame);
    } else {
      underWay.add(new Frame(due, number++, to, frame));
    }
  }

  private LinkQuality quality(String from, String to, byte[] frame) {
    boolean arp = ((frame[TYPE] & 0xff) << 8 | (frame[TYPE + 1] & 0xff)) == ARP;
    return arp ? LinkQuality.GOOD : qualities.getOrDefault(direction(from, to), LinkQuality.GOOD);
  }

  private long delayNanos(LinkQuality quality) {
    long jitter = quality.jitter().toNanos();
    return quality.delay().toNanos() + (jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1));
  }

  private void deliver(long now) {
    while (!underWay.isEmpty() && underWay.peek().due - now <= 0) {
      Frame frame = underWay.remove();
      arrive(frame.to, frame.content);
    }
  }

  private void arrive(String to, byte[] frame) {
    port(to).send(frame);
    carried.incrementAndGet();
  }

  private Cable port(String name) {
    Cable cable = ports.get(name);
    if (cable == null) {
      throw new IllegalArgumentException("no port " + name);
    }
    return cable;
  }

  private static long address(byte[] frame, int offset) {
    long address = 0;
    for (int octet = offset; octet < offset + ADDRESS; octet++) {
      address = address << 8 | (frame[octet] & 0xff);
    }
    return address;
  }

  private static String direction(String from, String to) {
    return from + ">" + to;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    ports.values().forEach(Cable::close);
  }
}

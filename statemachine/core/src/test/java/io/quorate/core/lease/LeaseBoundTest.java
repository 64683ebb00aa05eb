package io.quorate.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * For any sequence of heartbeats on clocks whose rates differ by no more than r: when the grantor
 * says that the lease is surely over, the holder's guard has had F since the lease ended.
 */
final class LeaseBoundTest {
  private static final GroupId GROUP = new GroupId("g");
  private static final NodeId HOLDER = new NodeId("a");
  private static final Epoch EPOCH = new Epoch(1);
  private static final int SEQUENCES = 4_000;

  /** A machine's clocks: a rate, sleep that only the boot clock counts, a wall clock that jumps. */
  private static final class Clocks {
    final double rate;
    long slept;
    long jumped;

    Clocks(double rate) {
      this.rate = rate;
    }

    ClockReading at(double realNanos) {
      long local = (long) (realNanos * rate);
      return new ClockReading(local - slept, local, local / 1_000_000 + jumped);
    }

    /** First real time at which any clock has reached the deadline. */
    double reaches(ClockReading deadline) {
      double boot = deadline.bootNanos() / rate;
      double wall = (deadline.wallMillis() - jumped) * 1e6 / rate;
      return Math.min(boot, wall);
    }
  }

  @Test
  void theGrantorNeverSaysSoTooEarly() {
    double tightest = Double.MAX_VALUE;
    for (long seed = 1; seed <= SEQUENCES; seed++) {
      double margin = margin(seed);
      assertThat(margin).as("margin in ns, seed %s", seed).isGreaterThanOrEqualTo(0);
      tightest = Math.min(tightest, margin);
    }
    assertThat(tightest).as("the bound is not wasteful").isLessThan(10e6);
  }

  private static double margin(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LeaseTerms terms =
        new LeaseTerms(
            Duration.ofMillis(random.nextLong(200, 4_000)),
            Duration.ofMillis(random.nextLong(50, 1_000)));
    boolean extreme = random.nextBoolean();
    double slow = extreme ? 0.99505 : 1 + (random.nextDouble() - 0.5) * 0.0099;
    double fast = extreme ? 1.00495 : 1 + (random.nextDouble() - 0.5) * 0.0099;
    Clocks holderClocks = new Clocks(slow);
    Clocks grantorClocks = new Clocks(fast);
    LeaseHolder holder = new LeaseHolder();
    LeaseGrantor grantor = new LeaseGrantor(new Term(1));
    double real = 1e9;
    grantor.count(GROUP, EPOCH, HOLDER, terms, grantorClocks.at(real));
    double guardEnds = 0;
    long beats = random.nextLong(1, 20);
    for (long i = 0; i < beats; i++) {
      real += random.nextDouble() * 4e8;
      ClockReading sentAt = holderClocks.at(real);
      if (random.nextInt(10) == 0) {
        holderClocks.jumped += random.nextLong(-5_000, 5_000);
        grantorClocks.jumped += random.nextLong(-5_000, 5_000);
      }
      real += random.nextDouble() * (random.nextInt(4) == 0 ? 2e8 : 1e5);
      if (random.nextInt(10) == 0) {
        grantorClocks.slept += (long) (random.nextDouble() * 1e8);
      }
      grantor.arrived(HOLDER, grantorClocks.at(real));
      if (random.nextInt(4) != 0) {
        holder.acknowledged(GROUP, EPOCH, sentAt, terms.lease());
      }
      ClockReading deadline = holder.deadline(GROUP, EPOCH);
      if (deadline != null) {
        guardEnds =
            holderClocks.reaches(deadline) + terms.fenceDelay().toNanos() / holderClocks.rate;
      }
    }
    return over(grantor, grantorClocks, real) - guardEnds;
  }

  /**
   * First real time, to a tenth of a millisecond, at which the grantor says that the lease is over.
   */
  private static double over(LeaseGrantor grantor, Clocks clocks, double from) {
    double real = from;
    while (!grantor.surelyOver(GROUP, EPOCH, clocks.at(real))) {
      real += 1e5;
    }
    return real;
  }
}

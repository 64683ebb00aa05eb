package io.quorate.replica;

import io.quorate.replica.disk.ReplacedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Raft term of this node as a power failure would leave it. Ratis has a later one in memory for
 * the moment until its vote file is replaced and its folder forced; nothing that tells of it leaves
 * before ({@link DurableVotes}, {@link SettledRequests}). A node that attested the one in memory
 * could come back in the term before, and attest that one too (rules G1 and S4).
 */
final class VotedTerm {
  private static final Logger LOG = LoggerFactory.getLogger(VotedTerm.class);

  private final ReplacedFile vote;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Parsed last = new Parsed(null, 0);

  @SuppressWarnings("ArrayRecordComponent") // compared by identity
  private record Parsed(byte @Nullable [] contents, long term) {}

  VotedTerm(ReplacedFile vote) {
    this.vote = vote;
  }

  /** The term; 0, which nobody leads, before there is one and when it cannot be made sure of. */
  long read() {
    try {
      byte[] contents = vote.settled();
      Parsed known = last;
      if (contents == null || contents != known.contents()) {
        known = new Parsed(contents, contents == null ? 0 : term(contents));
        last = known;
      }
      told.set(false);
      return known.term();
    } catch (IOException unsettled) {
      // Asked many times a second: said once.
      if (!told.getAndSet(true)) {
        LOG.error(
            "no term is attested: the vote is not sure to be on disk: {}", unsettled.toString());
      }
      return 0;
    }
  }

  private static long term(byte[] contents) throws IOException {
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(contents));
    try {
      return Long.parseLong(properties.getProperty("term", ""));
    } catch (NumberFormatException lost) {
      throw new IOException("the vote file names no term", lost);
    }
  }
}

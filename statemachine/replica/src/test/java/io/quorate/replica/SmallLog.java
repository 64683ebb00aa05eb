package io.quorate.replica;

import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;

/** Settings under which a log is short enough to be outrun in a test. */
final class SmallLog {
  static final RaftTweaks SEGMENTS =
      (properties, parameters) -> {
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("256KB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("64KB"));
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, 0);
      };

  private SmallLog() {}
}

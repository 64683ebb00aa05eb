package io.quorate.faults;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The calls of the C library that Java has no way to. */
interface LinuxCalls extends Library {
  int O_RDWR = 2;
  int O_NONBLOCK = 0x800;
  short POLLIN = 1;

  /** As open(2). */
  int open(String path, int flags) throws LastErrorException;

  /** As close(2). */
  int close(int file) throws LastErrorException;

  /** As ioctl(2), for requests that take a pointer. */
  int ioctl(int file, NativeLong request, Pointer argument) throws LastErrorException;

  /** As poll(2). */
  int poll(Pointer files, NativeLong count, int millis) throws LastErrorException;

  /** As read(2). */
  NativeLong read(int file, byte[] buffer, NativeLong length) throws LastErrorException;

  /** As write(2). */
  NativeLong write(int file, byte[] buffer, NativeLong length) throws LastErrorException;
}

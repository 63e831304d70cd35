/** Version byte of C0 and S0 (RTMP 1.0 §5.2.2). */
export const RTMP_VERSION = 3;

/** Length of C1, S1, C2 and S2 (RTMP 1.0 §5.2.3). */
export const PACKET_BYTES = 1536;

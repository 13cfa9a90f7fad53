/** kafkajs ships types for its public face only; what we take from inside is unknown until kafkajs-internals checked it. */
declare module 'kafkajs/src/network/connection.js' {
  const value: unknown;
  export default value;
}
declare module 'kafkajs/src/broker/saslAuthenticator/index.js' {
  const value: unknown;
  export default value;
}
declare module 'kafkajs/src/broker/saslAuthenticator/scram256.js' {
  const value: unknown;
  export default value;
}
declare module 'kafkajs/src/broker/saslAuthenticator/scram512.js' {
  const value: unknown;
  export default value;
}

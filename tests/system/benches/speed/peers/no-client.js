// In place of Amplify's client, for the form alone: somebody is signed in, and a new password is posted.
export const getCurrentUser = async () => ({ username: "ann", userId: "1" });
export const updatePassword = async (body) => {
  const response = await fetch("/api/password", { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error("The password was not changed.");
};

export const Amplify = { getConfig: () => ({}) };
export const Hub = { listen: () => () => {} };
export const I18n = { get: (text) => text, putVocabularies: () => {}, setLanguage: () => {} };
export const setCustomUserAgent = () => () => {};
export class ConsoleLogger {
  debug() {}
  error() {}
  warn() {}
}

// What its other forms ask for. This one reads names from some, and calls none.
const names = {};
export {
  names as AiAction,
  names as AmplifyErrorCode,
  names as AuthAction,
  names as Category,
  names as GeoAction,
  names as InAppMessagingAction,
  names as StorageAction,
};
const unused = () => {};
export {
  unused as associateWebAuthnCredential,
  unused as autoSignIn,
  unused as confirmResetPassword,
  unused as confirmSignIn,
  unused as confirmSignUp,
  unused as confirmUserAttribute,
  unused as deleteUser,
  unused as fetchUserAttributes,
  unused as getUrl,
  unused as listWebAuthnCredentials,
  unused as resendSignUpCode,
  unused as resetPassword,
  unused as sendUserAttributeVerificationCode,
  unused as signIn,
  unused as signInWithRedirect,
  unused as signOut,
  unused as signUp,
};
